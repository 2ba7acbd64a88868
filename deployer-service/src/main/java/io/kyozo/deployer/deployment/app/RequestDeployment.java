package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a wish about what runs: as a deployment that begins at once or waits for the one before. */
@ApplicationScoped
public class RequestDeployment {
    private final WorkspaceStore workspaces;
    private final DeploymentStore deployments;
    private final Announcer announcer;
    private final Journal journal;
    private final DeploymentQueue queue;

    RequestDeployment(
            WorkspaceStore workspaces,
            DeploymentStore deployments,
            Announcer announcer,
            Journal journal,
            DeploymentQueue queue) {
        this.workspaces = workspaces;
        this.deployments = deployments;
        this.announcer = announcer;
        this.journal = journal;
        this.queue = queue;
    }

    /** The deployment, when {@code tx} commits. A wish to deploy makes those before it that still wait needless. */
    public Uni<Deployment> request(Tx tx, UUID teamId, DeployRequested wish, String correlationId) {
        return workspaces
                .lock(tx, teamId, wish.workspaceId(), wish.workspaceName())
                .chain(workspace -> resolve(tx, workspace, wish)
                        .map(resolved -> deployment(teamId, resolved, correlationId))
                        .call(deployment -> callOffWaiting(tx, workspace, deployment))
                        .call(deployment -> deployments.insert(tx, deployment))
                        .call(deployment -> announcer.announce(tx, deployment, null))
                        .call(deployment -> workspace.active() == null
                                ? queue.begin(tx, deployment)
                                : Uni.createFrom().voidItem()));
    }

    /** Finds the content to deploy, where the wish does not say; left open where there is none, for the check to tell. */
    private Uni<DeployRequested> resolve(Tx tx, WorkspaceStore.Known workspace, DeployRequested wish) {
        UUID revision = wish.revisionId();
        if (wish.topologyHash() != null) {
            return Uni.createFrom().item(wish);
        }
        if (wish.action() == Action.ROLL_BACK && revision == null) {
            return deployments.earlierRelease(tx, workspace.id()).map(found -> withContent(wish, found));
        }
        if (wish.action() != Action.DEPLOY && wish.action() != Action.ROLL_BACK) {
            return deployments.currentRelease(tx, workspace.id()).map(found -> withContent(wish, found));
        }
        if (revision == null || revision.equals(workspace.revisionId())) {
            return Uni.createFrom().item(latest(wish, workspace));
        }
        return deployments.ofRevision(tx, workspace.id(), revision).map(found -> withContent(wish, found));
    }

    private static DeployRequested latest(DeployRequested wish, WorkspaceStore.Known workspace) {
        return content(wish, workspace.name(), workspace.revisionId(), workspace.treeHash(), workspace.topologyHash());
    }

    private static DeployRequested withContent(DeployRequested wish, Optional<Deployment> found) {
        return found.map(Deployment::request)
                .map(release -> content(
                        wish,
                        release.workspaceName(),
                        release.revisionId(),
                        release.treeHash(),
                        release.topologyHash()))
                .orElse(wish);
    }

    private static DeployRequested content(
            DeployRequested wish,
            String workspace,
            @Nullable UUID revision,
            @Nullable String tree,
            @Nullable String topology) {
        return new DeployRequested(
                wish.workspaceId(),
                workspace,
                wish.action(),
                revision,
                tree,
                topology,
                wish.services(),
                wish.replicas(),
                wish.actor(),
                wish.reason());
    }

    private Uni<Void> callOffWaiting(Tx tx, WorkspaceStore.Known workspace, Deployment newer) {
        if (newer.request().action() != Action.DEPLOY || workspace.active() == null) {
            return Uni.createFrom().voidItem();
        }
        return deployments
                .unsettled(tx, workspace.id())
                .chain(waiting -> Multi.createFrom()
                        .iterable(needless(waiting, workspace))
                        .onItem()
                        .transformToUniAndConcatenate(older -> journal.record(
                                tx,
                                older,
                                DeploymentStore.NO_FENCE,
                                Saga.cancelled(older.state(), older.step(), "the newer deployment " + newer.id())
                                        .orElseThrow(),
                                newer.request().actor()))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static List<Deployment> needless(List<Deployment> waiting, WorkspaceStore.Known workspace) {
        return waiting.stream()
                .filter(older -> older.request().action() == Action.DEPLOY)
                .filter(older -> !older.id().equals(workspace.active()))
                .toList();
    }

    private static Deployment deployment(UUID teamId, DeployRequested wish, String correlationId) {
        return new Deployment(
                Uuid7.next(),
                teamId,
                wish,
                correlationId,
                DeploymentState.REQUESTED,
                SagaStep.VALIDATE,
                false,
                null,
                0,
                "Waiting to begin",
                null,
                null,
                null,
                Instant.now(),
                null,
                null);
    }
}
