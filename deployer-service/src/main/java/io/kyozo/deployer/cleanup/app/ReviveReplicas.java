package io.kyozo.deployer.cleanup.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.cleanup.Remedy;
import io.kyozo.deployer.cleanup.Remedy.Sighting;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.NoteReplica;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.RestartBackoff;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings replicas back that ended by themselves or vanished, with growing rests between. */
@ApplicationScoped
class ReviveReplicas {
    private static final Logger LOG = Logger.getLogger(ReviveReplicas.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final LaunchReplica launchReplica;
    private final NoteReplica noteReplica;
    private final ObjectLabels labels;
    private final CleanupConfig config;

    ReviveReplicas(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            LaunchReplica launchReplica,
            NoteReplica noteReplica,
            ObjectLabels labels,
            CleanupConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.launchReplica = launchReplica;
        this.noteReplica = noteReplica;
        this.labels = labels;
        this.config = config;
    }

    /** Does what is due for one replica; {@code live} is its workspace's live deployment. True where something was done. */
    Uni<Boolean> revive(
            Replica replica, Optional<ContainerInfo> container, Optional<Deployment> live, List<Replica> neighbours) {
        Remedy remedy = Remedy.of(replica, sighting(replica, container), Instant.now());
        if (remedy != Remedy.NONE) {
            LOG.infof("%s (%s): %s", replica.containerName(), replica.state(), remedy);
        }
        return switch (remedy) {
            case NONE -> Uni.createFrom().item(false);
            case FORGET_RESTARTS -> replicas.forgetRestarts(replica.id()).replaceWith(true);
            case REFRESH -> refresh(replica, container.orElseThrow(), live);
            case NOTE_END -> noteEnd(replica, container, live);
            case RESTART -> restart(replica, live, runtime.start(replica.containerName()));
            case RECREATE ->
                live.isEmpty()
                        ? Uni.createFrom().item(false)
                        : restart(replica, live, launch(replica, live.get(), neighbours));
            case REMOVE -> remove(replica);
        };
    }

    private static Sighting sighting(Replica replica, Optional<ContainerInfo> container) {
        if (container.isEmpty()) {
            return Sighting.GONE;
        }
        return switch (container.get().state()) {
            case RUNNING, PAUSED -> hasMoved(replica, container.get()) ? Sighting.MOVED : Sighting.RUNNING;
            case CREATED, EXITED, DEAD -> Sighting.ENDED;
        };
    }

    private static boolean hasMoved(Replica replica, ContainerInfo container) {
        Endpoint endpoint = replica.plan()
                .mainPort()
                .map(port -> container.endpoints().get(port.number()))
                .orElse(null);
        return endpoint != null
                && !(endpoint.host().equals(replica.host()) && Objects.equals(endpoint.port(), replica.port()));
    }

    private Uni<Boolean> refresh(Replica replica, ContainerInfo container, Optional<Deployment> live) {
        return launchReplica
                .started(replica, container, InstanceState.RUNNING)
                .chain(() -> noteReplica.note(live, replica, "replica-running", "runs", null))
                .replaceWith(true);
    }

    private Uni<Boolean> noteEnd(Replica replica, Optional<ContainerInfo> container, Optional<Deployment> live) {
        Duration rest = RestartBackoff.before(replica.restarts());
        String why = container.map(ReviveReplicas::end).orElse("its container vanished");
        boolean loops = replica.restarts() + 1 >= config.crashLoopEnds();
        return replicas.restartAfter(replica.id(), rest)
                .chain(() -> noteReplica.note(
                        live, replica, "replica-ended", "is started again in " + rest.toSeconds() + " s", why))
                .call(() -> loops
                        ? noteReplica.loops(live, replica, why)
                        : Uni.createFrom().voidItem())
                .replaceWith(true);
    }

    private static String end(ContainerInfo container) {
        return container.oomKilled()
                ? "it was killed because it needs more memory than it is given"
                : "it ended by itself with exit code " + container.exitCode();
    }

    private Uni<Boolean> restart(Replica replica, Optional<Deployment> live, Uni<ContainerInfo> start) {
        return start.chain(container -> launchReplica.started(replica, container, InstanceState.RUNNING))
                .chain(() -> noteReplica.note(live, replica, "replica-restarted", "was started again", null))
                .onFailure(RuntimeFailure.class)
                .recoverWithUni(failure -> replicas.restartAfter(
                                replica.id(), RestartBackoff.before(replica.restarts()))
                        .invoke(() ->
                                LOG.warnf("%s does not start: %s", replica.containerName(), failure.getMessage())))
                .replaceWith(true);
    }

    private Uni<ContainerInfo> launch(Replica replica, Deployment live, List<Replica> neighbours) {
        return runtime.info()
                .chain(info -> network(live, info)
                        .chain(() -> launchReplica.launch(
                                replica,
                                new LaunchReplica.Site(
                                        live.teamId(),
                                        live.workspaceId(),
                                        live.workspace(),
                                        revision(live),
                                        info,
                                        neighbours))));
    }

    private static @Nullable UUID revision(Deployment live) {
        return live.request().revisionId();
    }

    private Uni<Void> network(Deployment live, RuntimeInfo info) {
        return info.capabilities().contains(RuntimeInfo.Capability.NETWORKS)
                ? runtime.ensureNetwork(
                        ObjectNames.network(live.workspaceId(), live.workspace()),
                        labels.ofWorkspace(live.teamId(), live.workspaceId()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Boolean> remove(Replica replica) {
        return runtime.stop(replica.containerName(), STOP_GRACE)
                .onFailure(RuntimeFailure.class)
                .recoverWithNull()
                .chain(() -> runtime.remove(replica.containerName()))
                .chain(() -> replicas.state(replica.id(), InstanceState.REMOVED))
                .replaceWith(true);
    }
}
