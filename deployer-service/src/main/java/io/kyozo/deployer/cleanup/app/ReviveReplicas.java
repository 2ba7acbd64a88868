package io.kyozo.deployer.cleanup.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.cleanup.Remedy;
import io.kyozo.deployer.cleanup.Remedy.Sighting;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.NoteReplica;
import io.kyozo.deployer.deployment.app.RelaunchReplica;
import io.kyozo.deployer.deployment.app.RetirementQueue;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Restarts;
import io.kyozo.deployer.service.app.HearLastWords;
import io.kyozo.deployer.service.app.KeepOutput;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings replicas back that ended by themselves or vanished, with growing rests between. */
@ApplicationScoped
class ReviveReplicas {
    private static final Logger LOG = Logger.getLogger(ReviveReplicas.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 20;

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final LaunchReplica launchReplica;
    private final RelaunchReplica relaunchReplica;
    private final NoteReplica noteReplica;
    private final HearLastWords hearLastWords;
    private final KeepOutput keepOutput;
    private final RetirementQueue retirement;
    private final CleanupConfig config;
    private final Clock clock;

    ReviveReplicas(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            LaunchReplica launchReplica,
            RelaunchReplica relaunchReplica,
            NoteReplica noteReplica,
            HearLastWords hearLastWords,
            KeepOutput keepOutput,
            RetirementQueue retirement,
            CleanupConfig config,
            Clock clock) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.launchReplica = launchReplica;
        this.relaunchReplica = relaunchReplica;
        this.noteReplica = noteReplica;
        this.hearLastWords = hearLastWords;
        this.keepOutput = keepOutput;
        this.retirement = retirement;
        this.config = config;
        this.clock = clock;
    }

    /** Does what is due for one replica; {@code live} is its workspace's live deployment. True where something was done. */
    Uni<Boolean> revive(
            Replica replica, Optional<ContainerInfo> container, Optional<Deployment> live, List<Replica> neighbours) {
        Remedy remedy = Remedy.of(replica, sighting(replica, container), clock.instant());
        if (remedy != Remedy.NONE && remedy != Remedy.SEE_OFF) {
            LOG.infof("%s (%s): %s", replica.containerName(), replica.state(), remedy);
        }
        return switch (remedy) {
            case NONE -> Uni.createFrom().item(false);
            case FORGET_RESTARTS -> replicas.forgetRestarts(replica.id()).replaceWith(true);
            case REFRESH -> refresh(replica, container.orElseThrow(), live);
            case NOTE_END -> noteEnd(replica, container, live, neighbours);
            case RESTART -> startAgain(replica, live, neighbours);
            case RECREATE ->
                live.isEmpty()
                        ? Uni.createFrom().item(false)
                        : restart(replica, live, relaunchReplica.relaunch(replica, live.get(), neighbours));
            case FREEZE -> runtime.pause(replica.containerName()).replaceWith(true);
            case THAW -> runtime.unpause(replica.containerName()).replaceWith(true);
            case SEE_OFF -> seeOff(replica);
            case REMOVE -> remove(replica);
        };
    }

    private static Sighting sighting(Replica replica, Optional<ContainerInfo> container) {
        if (container.isEmpty()) {
            return Sighting.GONE;
        }
        return switch (container.get().state()) {
            case PAUSED -> Sighting.FROZEN;
            case RUNNING -> hasMoved(replica, container.get()) ? Sighting.MOVED : Sighting.RUNNING;
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

    /** What ended with the engine is started again at once. */
    private Uni<Boolean> noteEnd(
            Replica replica, Optional<ContainerInfo> container, Optional<Deployment> live, List<Replica> neighbours) {
        boolean interrupted = container.filter(this::endedWithTheRuntime).isPresent();
        Restarts history = interrupted
                ? replica.history().interrupted(clock.instant())
                : replica.history().ended(clock.instant());
        boolean loops = !interrupted && history.isLoop(config.crashLoopEnds());
        String why = interrupted
                ? "the container engine was started anew, and it ended with the one before"
                : container.map(ended -> end(replica, ended)).orElse("its container vanished");
        Uni<Void> kept =
                container.isEmpty() ? keepOutput.of(replica) : Uni.createFrom().voidItem();
        return kept.chain(() -> hearLastWords.of(replica, LAST_LINES))
                .call(() -> replicas.rests(
                        replica.id(), history, loops ? InstanceState.CRASH_LOOP : InstanceState.DEGRADED))
                .call(words -> noteReplica.lastWords(live, replica, words))
                .call(words -> noteReplica.note(
                        live,
                        replica,
                        loops ? "replica-crash-loop" : "replica-ended",
                        interrupted ? "ended, and is started again" : ending(history, loops),
                        words.after(why)))
                .call(() -> loops
                        ? noteReplica.loops(live, replica, why)
                        : Uni.createFrom().voidItem())
                .chain(() -> interrupted
                        ? startAgain(replica, live, neighbours)
                        : Uni.createFrom().item(true));
    }

    private boolean endedWithTheRuntime(ContainerInfo ended) {
        Instant started = ended.startedAt();
        return started != null && runtime.upSince().filter(started::isBefore).isPresent();
    }

    private static String ending(Restarts history, boolean loops) {
        long rest = Restarts.rest(history.inARow()).toSeconds();
        return (loops ? "ended " + history.inARow() + " times in a row, and" : "ended, and") + " is started again in "
                + rest + " s";
    }

    private static String end(Replica replica, ContainerInfo container) {
        Instant killed = replica.oomAt();
        Instant started = container.startedAt();
        boolean wantOfMemory = killed != null && started != null && !killed.isBefore(started);
        return container.oomKilled() || wantOfMemory
                ? "it was killed because it needs more memory than it is given"
                : "it ended by itself with exit code " + container.exitCode();
    }

    private Uni<Boolean> startAgain(Replica replica, Optional<Deployment> live, List<Replica> neighbours) {
        Uni<ContainerInfo> again = runtime.start(replica.containerName());
        if (live.isPresent()) {
            Uni<ContainerInfo> anew = relaunchReplica.relaunch(replica, live.get(), neighbours);
            again = replica.plan().readsSecretFiles()
                    ? anew
                    : again.onFailure(LaunchReplica::needsAnother).recoverWithUni(conflict -> anew);
        }
        return restart(replica, live, again);
    }

    private Uni<Boolean> restart(Replica replica, Optional<Deployment> live, Uni<ContainerInfo> start) {
        return start.chain(container -> launchReplica.started(replica, container, InstanceState.RUNNING))
                .chain(() -> noteReplica.note(live, replica, "replica-restarted", "was started again", null))
                .onFailure(RuntimeFailure.class)
                .recoverWithUni(failure -> restsLonger(replica, (RuntimeFailure) failure))
                .replaceWith(true);
    }

    /** An engine that is away is no fault of the replica's. */
    private Uni<Void> restsLonger(Replica replica, RuntimeFailure failure) {
        LOG.warnf("%s does not start: %s", replica.containerName(), failure.getMessage());
        Instant now = clock.instant();
        return replicas.rests(
                replica.id(),
                failure.kind() == RuntimeFailure.Kind.UNAVAILABLE
                        ? replica.history().interrupted(now)
                        : replica.history().ended(now),
                replica.state() == InstanceState.CRASH_LOOP ? InstanceState.CRASH_LOOP : InstanceState.DEGRADED);
    }

    private Uni<Boolean> seeOff(Replica replica) {
        return retirement.ensure(Objects.requireNonNull(replica.retiredBy())).replaceWith(false);
    }

    private Uni<Boolean> remove(Replica replica) {
        return runtime.stop(replica.containerName(), STOP_GRACE)
                .onFailure(RuntimeFailure.class)
                .recoverWithNull()
                .chain(() -> keepOutput.of(replica))
                .chain(() -> runtime.remove(replica.containerName()))
                .chain(() -> replicas.state(replica.id(), InstanceState.REMOVED))
                .replaceWith(true);
    }
}
