package io.kyozo.monitor.check.runtime;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Containers;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the container runtime. A container on another runtime than ours, or a runtime that is away, tells us nothing. */
@ApplicationScoped
class RuntimeContainers implements Containers {
    private static final Logger LOG = Logger.getLogger(RuntimeContainers.class);

    private final jakarta.enterprise.inject.Instance<ContainerRuntime> runtime;

    RuntimeContainers(jakarta.enterprise.inject.Instance<ContainerRuntime> runtime) {
        this.runtime = runtime;
    }

    @Override
    public Uni<ProbeResult> look(Instance instance) {
        // Off the event loop: the first use opens the runtime, which asks around for it.
        return Uni.createFrom()
                .item(runtime::get)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(present -> look(present, instance))
                .onFailure()
                .invoke(failure -> LOG.debugf("A container could not be looked at: %s", failure))
                .onFailure()
                .recoverWithItem(
                        () -> new ProbeResult.Inconclusive("the " + instance.runtime() + " runtime does not answer"));
    }

    private static Uni<ProbeResult> look(ContainerRuntime runtime, Instance instance) {
        if (!runtime.name().equals(instance.runtime())) {
            return Uni.createFrom()
                    .item(new ProbeResult.Inconclusive(
                            "the " + instance.runtime() + " runtime can't be seen from here"));
        }
        long from = System.nanoTime();
        return runtime.inspect(instance.containerId()).map(found -> judge(found, from));
    }

    private static ProbeResult judge(Optional<ContainerInfo> found, long from) {
        if (found.isEmpty()) {
            return new ProbeResult.Vanished("its container is gone");
        }
        ContainerInfo container = found.get();
        return switch (container.state()) {
            case RUNNING -> new ProbeResult.Passed("its container runs", (System.nanoTime() - from) / 1_000_000);
            case PAUSED -> new ProbeResult.Failed("its container is paused");
            case CREATED -> new ProbeResult.Failed("its container has not been started");
            case EXITED, DEAD -> new ProbeResult.Failed(ended(container));
        };
    }

    private static String ended(ContainerInfo container) {
        if (container.oomKilled()) {
            return "its container ended for want of memory";
        }
        Integer code = container.exitCode();
        return "its container has ended" + (code == null ? "" : " with exit code " + code);
    }
}
