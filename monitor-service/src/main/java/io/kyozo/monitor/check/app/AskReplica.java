package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;

/** Asks a replica by the means that its probe says, and finds out why where there is no good answer. */
@ApplicationScoped
class AskReplica {
    private final jakarta.enterprise.inject.Instance<Prober> probers;
    private final Containers containers;

    AskReplica(@Any jakarta.enterprise.inject.Instance<Prober> probers, Containers containers) {
        this.probers = probers;
        this.containers = containers;
    }

    /** Never fails: an error is a result. */
    Uni<ProbeResult> ask(Instance instance, Probe probe) {
        Integer port = instance.port();
        return switch (probe.kind()) {
            case CONTAINER -> containers.look(instance);
            case COMMAND ->
                containers.run(instance, probe.command(), probe.timeout()).chain(result -> explained(instance, result));
            case HTTP, TCP, GRPC ->
                port == null
                        ? containers.look(instance)
                        : over(instance, port, probe).chain(result -> explained(instance, result));
        };
    }

    private Uni<ProbeResult> over(Instance instance, int port, Probe probe) {
        Prober prober = probers.stream()
                .filter(one -> one.asks(probe.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing asks over " + probe.kind()));
        return prober.ask(instance, port, probe)
                .ifNoItem()
                .after(probe.timeout())
                .recoverWithItem(() -> new ProbeResult.Failed(
                        "no answer within " + probe.timeout().toMillis() + " ms"))
                .onFailure()
                .recoverWithItem(failure -> new ProbeResult.Failed(words(failure, port)));
    }

    /** Why there was no answer: the container may have ended, or be gone. Where it runs, the probe's word stands. */
    private Uni<ProbeResult> explained(Instance instance, ProbeResult result) {
        if (result instanceof ProbeResult.Passed) {
            return Uni.createFrom().item(result);
        }
        return containers
                .look(instance)
                .map(looked -> looked instanceof ProbeResult.Vanished || looked instanceof ProbeResult.Failed
                        ? looked
                        : result);
    }

    private static String words(Throwable failure, int port) {
        if (failure instanceof java.net.ConnectException) {
            return "port " + port + " refuses connections";
        }
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? "no connection" : message;
    }
}
