package io.kyozo.monitor.check.runtime;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Breaker;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Containers;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ExecResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks the container runtime. A container on another runtime than ours, or a runtime that is away, tells us nothing; one
 * that is away is left alone for a while, so that probes do not queue up in front of it.
 */
@ApplicationScoped
class RuntimeContainers implements Containers {
    private static final Logger LOG = Logger.getLogger(RuntimeContainers.class);
    private static final Duration INSPECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final jakarta.enterprise.inject.Instance<ContainerRuntime> runtime;
    private final Clock clock;
    private final Breaker breaker = new Breaker(FAILURES, REST, LONGEST_REST);

    RuntimeContainers(jakarta.enterprise.inject.Instance<ContainerRuntime> runtime, Clock clock) {
        this.runtime = runtime;
        this.clock = clock;
    }

    @Override
    public Uni<ProbeResult> look(Instance instance) {
        long from = System.nanoTime();
        return ask(
                instance,
                INSPECT_TIMEOUT,
                present -> present.inspect(instance.containerId()).map(found -> judge(found, from)));
    }

    @Override
    public Uni<ProbeResult> run(Instance instance, List<String> argv, Duration timeout) {
        long from = System.nanoTime();
        return ask(
                instance,
                timeout.plus(INSPECT_TIMEOUT),
                present -> present.exec(instance.containerId(), argv, timeout).map(result -> judge(result, from)));
    }

    private Uni<ProbeResult> ask(
            Instance instance, Duration timeout, Function<ContainerRuntime, Uni<ProbeResult>> question) {
        if (!lets()) {
            return Uni.createFrom().item(away(instance));
        }
        // Off the event loop: the first use opens the runtime, which asks around for it.
        return Uni.createFrom()
                .item(runtime::get)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(present -> present.name().equals(instance.runtime())
                        ? question.apply(present)
                        : Uni.createFrom().item(foreign(instance)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onItemOrFailure()
                .invoke((answer, failure) -> note(failure == null))
                .onFailure()
                .invoke(failure -> LOG.debugf("A container could not be looked at: %s", failure))
                .onFailure()
                .recoverWithItem(() -> away(instance));
    }

    private synchronized boolean lets() {
        return breaker.lets(clock.instant());
    }

    private synchronized void note(boolean answered) {
        if (answered) {
            breaker.succeeded();
        } else {
            breaker.failed(clock.instant());
        }
    }

    private static ProbeResult away(Instance instance) {
        return new ProbeResult.Inconclusive("the " + instance.runtime() + " runtime does not answer");
    }

    private static ProbeResult foreign(Instance instance) {
        return new ProbeResult.Inconclusive("the " + instance.runtime() + " runtime can't be seen from here");
    }

    private static ProbeResult judge(ExecResult result, long from) {
        return result.exitCode() == 0
                ? new ProbeResult.Passed("its command ended with 0", Duration.ofNanos(System.nanoTime() - from))
                : new ProbeResult.Failed("its command ended with " + result.exitCode());
    }

    private static ProbeResult judge(Optional<ContainerInfo> found, long from) {
        if (found.isEmpty()) {
            return new ProbeResult.Vanished("its container is gone");
        }
        ContainerInfo container = found.get();
        return switch (container.state()) {
            case RUNNING -> new ProbeResult.Passed("its container runs", Duration.ofNanos(System.nanoTime() - from));
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
