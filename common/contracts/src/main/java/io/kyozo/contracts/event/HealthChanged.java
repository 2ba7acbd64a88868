package io.kyozo.contracts.event;

import io.kyozo.contracts.state.HealthStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service's health went from one status to another, after hysteresis.
 *
 * @param serviceId the service
 * @param serviceName its name in the workspace
 * @param workspaceId its workspace
 * @param workspaceName the workspace's name
 * @param deploymentId the deployment whose replicas were probed; null where none is known
 * @param from the status before
 * @param to the status now
 * @param reason what the deciding probe saw, in words
 * @param responseMillis of the deciding probe, in milliseconds; null where there was no answer
 */
public record HealthChanged(
        UUID serviceId,
        String serviceName,
        UUID workspaceId,
        String workspaceName,
        @Nullable UUID deploymentId,
        HealthStatus from,
        HealthStatus to,
        String reason,
        @Nullable Long responseMillis) {}
