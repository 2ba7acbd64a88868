package io.kyozo.deployer.deployment;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.state.DeploymentState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One wish about what runs in a workspace, and how far it is.
 *
 * @param id of the deployment
 * @param teamId whose workspace it is
 * @param request what is wished
 * @param correlationId follows it across all services
 * @param state where it stands
 * @param step what is done next
 * @param prepared whether the rollout was decided and its replicas are recorded
 * @param undoTo the state in which an undo ends; null where nothing is undone
 * @param progress 0 to 100
 * @param message what happens now, for a person
 * @param failure why it failed; null where it did not
 * @param plan what is to run; null until it is validated
 * @param cancelRequestedBy who called it off; null while nobody did
 * @param createdAt when it was wished
 * @param liveAt when it went live; null before
 * @param settledAt when its own work was over; null before
 */
public record Deployment(
        UUID id,
        UUID teamId,
        DeployRequested request,
        String correlationId,
        DeploymentState state,
        SagaStep step,
        boolean prepared,
        @Nullable DeploymentState undoTo,
        int progress,
        String message,
        @Nullable String failure,
        @Nullable DeploymentPlan plan,
        @Nullable String cancelRequestedBy,
        Instant createdAt,
        @Nullable Instant liveAt,
        @Nullable Instant settledAt) {

    public UUID workspaceId() {
        return request.workspaceId();
    }

    public String workspace() {
        return request.workspaceName();
    }

    /** Whether its replicas are tried on a share of the requests before they get all. */
    public boolean hasTrial() {
        return request.strategy() == RolloutStrategy.CANARY || request.strategy() == RolloutStrategy.BLUE_GREEN;
    }

    /** The plan of a deployment that is validated. */
    public DeploymentPlan requirePlan() {
        if (plan == null) {
            throw new IllegalStateException("deployment " + id + " has no plan in step " + step);
        }
        return plan;
    }

    /** This deployment after {@code move}. */
    public Deployment moved(Transition move) {
        String error = move.error() == null ? failure : move.error();
        DeploymentState undo = move.undoTo() == null ? undoTo : move.undoTo();
        return new Deployment(
                id,
                teamId,
                request,
                correlationId,
                move.to(),
                move.step(),
                prepared,
                undo,
                move.progress(),
                move.message(),
                error,
                plan,
                cancelRequestedBy,
                createdAt,
                liveAt,
                settledAt);
    }

    /** This deployment with its plan. */
    public Deployment planned(DeploymentPlan made) {
        return new Deployment(
                id,
                teamId,
                request,
                correlationId,
                state,
                step,
                prepared,
                undoTo,
                progress,
                message,
                failure,
                made,
                cancelRequestedBy,
                createdAt,
                liveAt,
                settledAt);
    }
}
