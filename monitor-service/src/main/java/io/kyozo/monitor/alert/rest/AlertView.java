package io.kyozo.monitor.alert.rest;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, for people.
 *
 * @param service the service's name
 * @param status its health when the alert was raised
 * @param reason what was seen then
 * @param raisedAt when
 * @param resolvedAt when it was over; null while it holds
 */
public record AlertView(
        String service,
        HealthStatus status,
        String reason,
        Instant raisedAt,
        @Nullable Instant resolvedAt) {

    static Resource<AlertView> resource(Alert alert) {
        AlertView view = new AlertView(
                alert.serviceName(), alert.status(), alert.reason(), alert.raisedAt(), alert.resolvedAt());
        return Resource.of("health-alerts", alert.id(), view)
                .related("service", "services", alert.serviceId())
                .related("workspace", "workspaces", alert.workspaceId());
    }
}
