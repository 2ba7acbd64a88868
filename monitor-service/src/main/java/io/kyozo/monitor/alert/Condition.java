package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * How a service is, as alerts look at it.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param serviceName its name in the workspace
 * @param status its health
 * @param since how long it has been so
 * @param reason what was seen last, in words
 */
public record Condition(
        UUID serviceId,
        UUID teamId,
        UUID workspaceId,
        String serviceName,
        HealthStatus status,
        Instant since,
        String reason) {}
