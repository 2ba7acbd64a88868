package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a service has been ill for a while.
 *
 * @param id of the alert, from raised to resolved
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param serviceName its name in the workspace
 * @param status its health when the alert was raised
 * @param reason what was seen then, in words
 * @param raisedAt when
 * @param resolvedAt when it was over; null while it holds
 */
public record Alert(
        UUID id,
        UUID serviceId,
        UUID teamId,
        UUID workspaceId,
        String serviceName,
        HealthStatus status,
        String reason,
        Instant raisedAt,
        @Nullable Instant resolvedAt) {}
