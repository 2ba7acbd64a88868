package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where deployments and their audit trail are kept. A write with a fence that is not the newest fails with {@link FenceLostException}. */
public interface DeploymentStore {
    /** A write that needs no fence: nobody works on the deployment. */
    long NO_FENCE = -1;

    /**
     * Which deployments to list.
     *
     * @param teamId whose
     * @param workspaceId of this workspace only; null for all
     * @param revisionId of this revision only; null for all
     */
    record Selection(
            UUID teamId,
            @Nullable UUID workspaceId,
            @Nullable UUID revisionId) {}

    Uni<Optional<Deployment>> find(UUID id);

    Uni<Optional<Deployment>> find(Tx tx, UUID id);

    /** Deployments below {@code after}, newest first. */
    Uni<List<Deployment>> page(Selection selection, int size, @Nullable UUID after);

    /** A new deployment, with the first entry of its audit trail. */
    Uni<Void> insert(Tx tx, Deployment deployment);

    /** Takes the deployment over: a fence above all before it; empty where it is settled or does not exist. */
    Uni<Optional<Long>> takeOver(UUID id);

    /** Writes the move and its audit entry. */
    Uni<Void> move(Tx tx, UUID id, long fence, Transition move, String actor);

    /** Writes an audit entry of something that changes neither state nor step. */
    Uni<Void> note(Tx tx, UUID id, String type, String message, String actor);

    Uni<Void> plan(Tx tx, UUID id, long fence, DeploymentPlan plan);

    /** The rollout is recorded. */
    Uni<Void> prepared(Tx tx, UUID id, long fence);

    /** Fails where {@code fence} is not the newest; holds the row until {@code tx} ends. */
    Uni<Void> hold(Tx tx, UUID id, long fence);

    Uni<Void> progress(UUID id, long fence, int percent, String message);

    /** Who called it off; null while nobody did. */
    Uni<Optional<String>> cancelRequestedBy(UUID id);

    Uni<Void> requestCancel(Tx tx, UUID id, String by);

    /** Deployments of the workspace that are not settled, oldest first. */
    Uni<List<Deployment>> unsettled(Tx tx, UUID workspaceId);

    /** The deployments that may act now and are not settled, of all workspaces. */
    Uni<List<Deployment>> acting();

    /** The deployment that is live in the workspace. */
    Uni<Optional<Deployment>> liveIn(UUID workspaceId);

    /** The release that went live last and was not rolled back. */
    Uni<Optional<Deployment>> currentRelease(Tx tx, UUID workspaceId);

    /** The newest release before the current one, of another revision, that was not rolled back. */
    Uni<Optional<Deployment>> earlierRelease(Tx tx, UUID workspaceId);

    /** The newest deployment of the revision that knows its content. */
    Uni<Optional<Deployment>> ofRevision(Tx tx, UUID workspaceId, UUID revisionId);

    /** Entries of the audit trail with a number above {@code after}, in order. */
    Uni<List<AuditEntry>> events(UUID id, long after, int size);
}
