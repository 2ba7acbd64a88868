package io.kyozo.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a service's log as they come, without secrets, while somebody wants them. Not kept: the log itself is in the
 * deployer.
 *
 * @param serviceId the service
 * @param streamId rises with each stream: a later one begins anew, and what an earlier one still says is to be passed over
 * @param dropped how many lines before these were left out, because they came faster than they could be told
 * @param lines in the order in which they came
 */
public record LogLines(UUID serviceId, UUID streamId, long dropped, List<Line> lines) {
    /**
     * One line.
     *
     * @param at when
     * @param event {@code output} for what a replica printed, else the phase of the deployment, such as {@code build}
     * @param level how grave: debug, info, warn, error
     * @param instanceId the replica that printed it; null for a deployment's line
     * @param deploymentId the deployment that said it; null for a replica's line
     * @param text cut where it is very long
     */
    public record Line(
            Instant at,
            String event,
            String level,
            @Nullable UUID instanceId,
            @Nullable UUID deploymentId,
            String text) {}
}
