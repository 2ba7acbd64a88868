package io.kyozo.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How long replicas of a workspace took to answer their probes. Only those that answered well are in it.
 *
 * @param workspaceId the workspace
 * @param at when it is said
 * @param replicas each at most once
 */
public record ProbeTimes(UUID workspaceId, Instant at, List<ReplicaTime> replicas) {
    /**
     * One replica.
     *
     * @param instanceId the replica
     * @param seconds from asking to the whole answer
     */
    public record ReplicaTime(UUID instanceId, double seconds) {}
}
