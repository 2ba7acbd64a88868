package io.kyozo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish about what runs. The event's id is the request's idempotency key.
 *
 * @param workspaceId the workspace
 * @param workspaceName its name, a slug
 * @param action what is wished
 * @param revisionId the revision to deploy; null for actions on what already runs
 * @param treeHash blob hash of that revision's tree; null with a null revision
 * @param topologyHash blob hash of that revision's topology document; null with a null revision
 * @param services the services it is about, by name; empty means all
 * @param replicas wished count for {@link Action#SCALE}, else null
 * @param actor who asked: a user's subject, or a service such as {@code monitor}
 * @param reason for the audit trail, in words
 * @param strategy how new replicas take over from old ones; null for {@link RolloutStrategy#ROLLING}
 */
public record DeployRequested(
        UUID workspaceId,
        String workspaceName,
        Action action,
        @Nullable UUID revisionId,
        @Nullable String treeHash,
        @Nullable String topologyHash,
        List<String> services,
        @Nullable Integer replicas,
        String actor,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RolloutStrategy strategy) {

    /** A wish that does not say how new replicas take over. */
    public DeployRequested(
            UUID workspaceId,
            String workspaceName,
            Action action,
            @Nullable UUID revisionId,
            @Nullable String treeHash,
            @Nullable String topologyHash,
            List<String> services,
            @Nullable Integer replicas,
            String actor,
            String reason) {
        this(
                workspaceId,
                workspaceName,
                action,
                revisionId,
                treeHash,
                topologyHash,
                services,
                replicas,
                actor,
                reason,
                null);
    }

    /** What can be asked of the deployer. */
    public enum Action {
        DEPLOY,
        START,
        STOP,
        RESTART,
        /** Freezes it and takes it off the route; {@link #START} thaws it. */
        PAUSE,
        SCALE,
        ROLL_BACK,
        REMOVE
    }
}
