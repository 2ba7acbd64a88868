package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.PortFinding;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ListeningSocket;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a replica right that listens on another port than was declared: its container is made anew with the port that its
 * process was seen to listen on.
 */
@ApplicationScoped
class FindPort {
    private static final String PHASE = "verify";

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final LaunchReplica launchReplica;

    FindPort(ContainerRuntime runtime, ReplicaStore replicas, LaunchReplica launchReplica) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.launchReplica = launchReplica;
    }

    /**
     * What was found out.
     *
     * @param replica as it is now
     * @param hint what a person should know where it still can't be reached; empty for nothing
     */
    record Found(Replica replica, String hint) {}

    /** Looks at what the replica listens on, and launches it again where that is another port. */
    Uni<Found> look(Work work, Replica replica) {
        return runtime.listening(replica.containerName())
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(List.of())
                .chain(sockets -> PortFinding.other(replica.plan(), reachable(sockets))
                        .map(port -> moved(work, replica, port))
                        .orElseGet(() -> Uni.createFrom().item(new Found(replica, hint(replica, sockets)))));
    }

    private static Set<Integer> reachable(List<ListeningSocket> sockets) {
        return sockets.stream()
                .filter(socket -> !socket.loopbackOnly())
                .map(ListeningSocket::port)
                .collect(Collectors.toSet());
    }

    private static String hint(Replica replica, List<ListeningSocket> sockets) {
        Optional<Integer> declared = replica.plan().mainPort().map(ServiceSpec.Port::number);
        boolean inside = sockets.stream()
                .anyMatch(socket -> socket.loopbackOnly() && declared.equals(Optional.of(socket.port())));
        return inside ? "; it listens on 127.0.0.1 only, so that nobody reaches it: let it listen on 0.0.0.0" : "";
    }

    private Uni<Found> moved(Work work, Replica replica, int port) {
        work.log()
                .info(
                        replica.service(),
                        PHASE,
                        "It listens on port " + port + ", not on "
                                + replica.plan().mainPort().orElseThrow().number() + ": started anew with that port");
        Replica right = replica.withPlan(PortFinding.moved(replica.plan(), port));
        Deployment deployment = work.deployment();
        return replicas.plan(right.id(), right.plan())
                .chain(() -> runtime.remove(right.containerName()))
                .chain(() -> runtime.info())
                .chain(info -> replicas.inWorkspace(deployment.workspaceId())
                        .chain(all -> launchReplica.launch(right, StartStep.site(deployment, info, all))))
                .replaceWith(new Found(right, ""));
    }
}
