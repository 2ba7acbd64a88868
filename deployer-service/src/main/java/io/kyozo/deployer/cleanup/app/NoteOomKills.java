package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.NoteReplica;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.OomKill;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says which replicas had processes killed for want of memory, those as well whose main process lives on. */
@ApplicationScoped
class NoteOomKills {
    /** Further back than a run of this can be late; what was noted is not noted again. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(15);

    private static final String WHY =
            "the kernel killed a process because all the memory that it is given (%s MiB) was used";

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final DeploymentStore deployments;
    private final NoteReplica noteReplica;
    private final ObjectLabels labels;
    private final Clock clock;

    NoteOomKills(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            DeploymentStore deployments,
            NoteReplica noteReplica,
            ObjectLabels labels,
            Clock clock) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.deployments = deployments;
        this.noteReplica = noteReplica;
        this.labels = labels;
        this.clock = clock;
    }

    Uni<Void> note() {
        return runtime.oomKills(labels.ours(), clock.instant().minus(LOOK_BACK))
                .chain(kills -> kills.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : replicas.all().chain(all -> noteAll(all, kills)));
    }

    private Uni<Void> noteAll(List<Replica> all, List<OomKill> kills) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(replica -> note(replica, newKills(replica, kills)))
                .collect()
                .last();
    }

    /** The database keeps microseconds: a time that was noted must not look later than it is. */
    private static List<Instant> newKills(Replica replica, List<OomKill> kills) {
        Instant noted = replica.oomAt();
        return kills.stream()
                .filter(kill -> kill.container().equals(replica.containerName()))
                .map(kill -> kill.at().truncatedTo(ChronoUnit.MICROS))
                .filter(at -> noted == null || at.isAfter(noted))
                .sorted()
                .toList();
    }

    private Uni<Void> note(Replica replica, List<Instant> kills) {
        if (kills.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant last = kills.get(kills.size() - 1);
        long limit = replica.plan().resources().memoryBytes() >> 20;
        return replicas.outOfMemory(replica.id(), kills.size(), last)
                .chain(() -> deployments.liveIn(replica.workspaceId()))
                .chain(live -> noteReplica.note(
                        live, replica, "replica-out-of-memory", "ran out of memory", WHY.formatted(limit)));
    }
}
