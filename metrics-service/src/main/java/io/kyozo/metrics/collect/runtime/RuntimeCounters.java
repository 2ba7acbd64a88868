package io.kyozo.metrics.collect.runtime;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.Counters;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerStats;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counters from the kernel's files where the replica runs on this host, else as the container runtime gives them. */
@ApplicationScoped
class RuntimeCounters implements Counters {
    private final ContainerRuntime runtime;
    private final LocalCounters local;
    private final DiskUse disk;
    private final boolean kernelFiles;

    RuntimeCounters(ContainerRuntime runtime, LocalCounters local, DiskUse disk, CollectConfig config) {
        this.runtime = runtime;
        this.local = local;
        this.disk = disk;
        this.kernelFiles = config.kernelFiles();
    }

    @Override
    public Uni<Reading> read(Target target) {
        return (kernelFiles ? readFiles(target) : ask(target)).map(reading -> reading.with(disk.of(target)));
    }

    @Override
    public boolean isNear(Target target) {
        return kernelFiles && local.isOpen(target);
    }

    @Override
    public void forgetOthers(Set<UUID> instanceIds) {
        local.forgetOthers(instanceIds);
        disk.forgetOthers(instanceIds);
    }

    private Uni<Reading> readFiles(Target target) {
        return Uni.createFrom()
                .item(() -> local.read(target).orElse(null))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(reading ->
                        reading == null ? findFiles(target) : Uni.createFrom().item(reading));
    }

    /** A replica that has no files, or whose files are gone since it was started anew, is looked up. */
    private Uni<Reading> findFiles(Target target) {
        if (!local.isWorthLooking(target)) {
            return ask(target);
        }
        return kept(runtime.inspect(target.containerId()))
                .map(found -> found.map(info -> open(target, info)).orElse(null))
                .chain(reading ->
                        reading == null ? ask(target) : Uni.createFrom().item(reading));
    }

    private @Nullable Reading open(Target target, ContainerInfo info) {
        local.open(target, info.pid(), info.startedAt());
        return local.read(target).orElse(null);
    }

    private Uni<Reading> ask(Target target) {
        return kept(runtime.stats(target.containerId())).map(stats -> reading(target, stats));
    }

    /** Whoever stops waiting does not end the call: only its own end tells the runtime that its engine is away. */
    private static <T> Uni<T> kept(Uni<T> call) {
        return call.memoize().indefinitely();
    }

    private Reading reading(Target target, ContainerStats stats) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        counters.put(Counter.CPU_NANOS, stats.cpuNanos());
        counters.put(Counter.MEMORY, stats.memoryBytes());
        counters.put(Counter.READ, stats.blockReadBytes());
        counters.put(Counter.WRITTEN, stats.blockWriteBytes());
        counters.put(Counter.PIDS, (long) stats.pids());
        if (stats.memoryLimitBytes() > 0) {
            counters.put(Counter.MEMORY_LIMIT, stats.memoryLimitBytes());
        }
        // A process of the host shares its network with all others: what it sent is not known.
        if (!"process".equals(target.runtime())) {
            counters.put(Counter.RECEIVED, stats.networkRxBytes());
            counters.put(Counter.SENT, stats.networkTxBytes());
        }
        return new Reading(stats.at(), counters).with(local.restarts(target));
    }
}
