package io.kyozo.monitor.health;

import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The health of one service.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param workspaceName the workspace's name
 * @param serviceName its name in the workspace
 * @param deploymentId the deployment that its replicas came with; null where none is known
 * @param state where it stands
 * @param reason what was seen last, in words
 * @param responseMillis of the last answer, in milliseconds; null where there was none
 * @param probedAt when it was last probed; null before
 * @param learntAt when a probe last told something about it; null before
 * @param sequence of the last change; rises by one with each
 */
public record ServiceHealth(
        UUID serviceId,
        UUID teamId,
        UUID workspaceId,
        String workspaceName,
        String serviceName,
        @Nullable UUID deploymentId,
        HealthState state,
        String reason,
        @Nullable Long responseMillis,
        @Nullable Instant probedAt,
        @Nullable Instant learntAt,
        long sequence) {

    /** After a round of probes; the sequence rises where the status has changed. */
    public ServiceHealth observed(HealthState next, Observation observation, Instant now) {
        boolean conclusive = observation.kind() != Observation.Kind.INCONCLUSIVE;
        return with(next, observation.reason(), observation.responseMillis(), now, conclusive ? now : learntAt);
    }

    /** After something other than a probe; the sequence rises where the status has changed. */
    public ServiceHealth changed(HealthState next, String why) {
        return with(next, why, responseMillis, probedAt, learntAt);
    }

    public HealthStatus status() {
        return state.status();
    }

    /** The event that tells of the way from {@code before} to here. */
    public HealthChanged since(ServiceHealth before) {
        return new HealthChanged(
                serviceId,
                serviceName,
                workspaceId,
                workspaceName,
                deploymentId,
                before.status(),
                status(),
                reason,
                responseMillis);
    }

    private ServiceHealth with(
            HealthState next, String why, @Nullable Long millis, @Nullable Instant probed, @Nullable Instant learnt) {
        long count = next.status() == state.status() ? sequence : sequence + 1;
        return new ServiceHealth(
                serviceId,
                teamId,
                workspaceId,
                workspaceName,
                serviceName,
                deploymentId,
                next,
                why,
                millis,
                probed,
                learnt,
                count);
    }
}
