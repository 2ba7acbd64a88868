package io.kyozo.metrics.collect.runtime;

import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.Counters;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerStats;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Counters as the container runtime gives them. */
@ApplicationScoped
class RuntimeCounters implements Counters {
    private final ContainerRuntime runtime;

    RuntimeCounters(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Uni<Reading> read(Target target) {
        return runtime.stats(target.containerId()).map(RuntimeCounters::reading);
    }

    private static Reading reading(ContainerStats stats) {
        return new Reading(
                stats.at(),
                stats.cpuNanos(),
                stats.memoryBytes(),
                stats.memoryLimitBytes(),
                stats.networkRxBytes(),
                stats.networkTxBytes(),
                stats.blockReadBytes(),
                stats.blockWriteBytes(),
                stats.pids());
    }
}
