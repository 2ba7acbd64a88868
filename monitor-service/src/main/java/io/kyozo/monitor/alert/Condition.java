package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a service is, as alerts look at it.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace; null for what is in none
 * @param serviceName its name in the workspace
 * @param status its health; null for what has none
 * @param improving whether it was better when last looked at, though that is not believed yet
 * @param reason what was seen last, in words
 */
public record Condition(
        UUID serviceId,
        UUID teamId,
        @Nullable UUID workspaceId,
        String serviceName,
        @Nullable HealthStatus status,
        boolean improving,
        String reason) {}
