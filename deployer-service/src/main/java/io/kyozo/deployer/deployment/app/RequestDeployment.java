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
import java.util.UUID;

/** Takes a wish about what runs: as a deployment that begins at once or waits for the one before. */
@ApplicationScoped
public class RequestDeployment {
    private final WorkspaceStore workspaces;
    private final DeploymentStore deployments;
    private final Announcer announcer;
    private final Journal journal;
    private final DeploymentQueue queue;
    private final ReleaseContent content;

    RequestDeployment(
            WorkspaceStore workspaces,
            DeploymentStore deployments,
            Announcer announcer,
            Journal journal,
            DeploymentQueue queue,
            ReleaseContent content) {
        this.workspaces = workspaces;
        this.deployments = deployments;
        this.announcer = announcer;
        this.journal = journal;
        this.queue = queue;
        this.content = content;
    }

    /** The deployment, when {@code tx} commits. A wish to deploy makes those before it that still wait needless. */
    public Uni<Deployment> request(Tx tx, UUID teamId, DeployRequested wish, String correlationId) {
        return workspaces
                .lock(tx, teamId, wish.workspaceId(), wish.workspaceName())
                .chain(workspace -> content.resolve(tx, workspace, wish)
                        .map(resolved -> deployment(teamId, resolved, correlationId))
                        .call(deployment -> callOffWaiting(tx, workspace, deployment))
                        .call(deployment -> deployments.insert(tx, deployment))
                        .call(deployment -> announcer.announce(tx, deployment, null))
                        .call(deployment -> workspace.active() == null
                                ? queue.begin(tx, deployment)
                                : Uni.createFrom().voidItem()));
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
