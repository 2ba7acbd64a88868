package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.DeploymentQueue;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.PushRoutes;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares what runs with what should, and puts it right: deployments that nobody works on, replicas that ended, routes
 * that were lost, objects that nobody accounts for. A workspace in which a deployment acts, or a backup or restore, is left to that one.
 */
@ApplicationScoped
public class Reconcile {
    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** Together less than a period. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ContainerRuntime runtime;
    private final DeploymentStore deployments;
    private final DeploymentQueue queue;
    private final WorkspaceStore workspaceStore;
    private final ReplicaStore replicas;
    private final NoteOomKills noteOomKills;
    private final ReviveReplicas reviveReplicas;
    private final CleanUp cleanUp;
    private final PushRoutes pushRoutes;
    private final ObjectLabels labels;

    Reconcile(
            ContainerRuntime runtime,
            DeploymentStore deployments,
            DeploymentQueue queue,
            WorkspaceStore workspaceStore,
            ReplicaStore replicas,
            NoteOomKills noteOomKills,
            ReviveReplicas reviveReplicas,
            CleanUp cleanUp,
            PushRoutes pushRoutes,
            ObjectLabels labels) {
        this.runtime = runtime;
        this.deployments = deployments;
        this.queue = queue;
        this.workspaceStore = workspaceStore;
        this.replicas = replicas;
        this.noteOomKills = noteOomKills;
        this.reviveReplicas = reviveReplicas;
        this.cleanUp = cleanUp;
        this.pushRoutes = pushRoutes;
        this.labels = labels;
    }

    /** Does all of it once. */
    public Uni<Void> reconcile() {
        return ensureWorkedOn()
                .chain(this::noteOomKills)
                .chain(this::reviveAll)
                .chain(started -> restoreRoutes(started, FIRST_PAUSE))
                .chain(cleanUp::sweep)
                .invoke(swept -> LOG.debugf(
                        "reconciled; %d objects removed", swept.removed().size()))
                .replaceWithVoid();
    }

    private Uni<Void> ensureWorkedOn() {
        return deployments.acting().chain(acting -> each(acting, queue::ensureWorkedOn));
    }

    /** What is not told now is told the next time. */
    private Uni<Void> noteOomKills() {
        return noteOomKills
                .note()
                .onFailure()
                .invoke(failure -> LOG.warnf("it is not known who ran out of memory: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** The workspaces in which replicas were started that do not get requests yet. */
    private Uni<List<UUID>> reviveAll() {
        return runtime.list(labels.ours())
                .chain(containers -> replicas.all()
                        .chain(all -> workspaceStore
                                .held()
                                .chain(held -> unfinished(
                                        workspaces(all, held), id -> reviveWorkspace(id, all, byName(containers))))));
    }

    /** For those that were started a moment ago the next round is far away. */
    private Uni<Void> restoreRoutes(List<UUID> workspaces, Duration pause) {
        if (workspaces.isEmpty() || pause.compareTo(LONGEST_PAUSE) > 0) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause)
                .chain(() -> workspaceStore.held())
                .chain(held -> unfinished(
                        workspaces.stream().filter(id -> !held.contains(id)).toList(), this::restoreRoutes))
                .chain(left -> restoreRoutes(left, pause.multipliedBy(2)));
    }

    /** As with replicas, a route that can't be put right does not keep others waiting. */
    private Uni<Boolean> restoreRoutes(UUID workspaceId) {
        return pushRoutes
                .restore(workspaceId)
                .onFailure()
                .invoke(failure -> LOG.warnf("the routes of workspace %s are not put right: %s", workspaceId, failure))
                .onFailure()
                .recoverWithItem(true);
    }

    private static List<UUID> workspaces(List<Replica> all, Set<UUID> held) {
        return all.stream()
                .map(Replica::workspaceId)
                .distinct()
                .filter(id -> !held.contains(id))
                .toList();
    }

    private static Map<String, ContainerInfo> byName(List<ContainerInfo> containers) {
        return containers.stream().collect(Collectors.toMap(ContainerInfo::name, Function.identity(), (a, b) -> a));
    }

    /** False where replicas were started that do not get requests yet. */
    private Uni<Boolean> reviveWorkspace(UUID workspaceId, List<Replica> all, Map<String, ContainerInfo> containers) {
        List<Replica> own = all.stream()
                .filter(replica -> replica.workspaceId().equals(workspaceId))
                .toList();
        return deployments
                .liveIn(workspaceId)
                .chain(live -> Multi.createFrom()
                        .iterable(own)
                        .onItem()
                        .transformToUniAndConcatenate(replica -> revive(replica, containers, live, own))
                        .collect()
                        .asList())
                .chain(done -> restoreRoutes(workspaceId).map(restored -> restored || !done.contains(true)));
    }

    /** One that can't be brought back does not keep those after it waiting; the next round tries it again. */
    private Uni<Boolean> revive(
            Replica replica, Map<String, ContainerInfo> containers, Optional<Deployment> live, List<Replica> own) {
        return Uni.createFrom()
                .deferred(() -> reviveReplicas.revive(
                        replica, Optional.ofNullable(containers.get(replica.containerName())), live, own))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s is not brought back: %s", replica.containerName(), failure))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Does the work for one after the other; those for which it answers false. */
    private static Uni<List<UUID>> unfinished(List<UUID> workspaces, Function<UUID, Uni<Boolean>> work) {
        return Multi.createFrom()
                .iterable(workspaces)
                .onItem()
                .transformToUniAndConcatenate(
                        id -> work.apply(id).map(done -> done ? Optional.<UUID>empty() : Optional.of(id)))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last();
    }
}
