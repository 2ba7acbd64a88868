package io.kyozo.monitor.alert.rest;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert, for people.
 *
 * @param kind what it is about
 * @param severity how urgent it is
 * @param service the service's name
 * @param status its health when the alert was raised; null where the alert is not about health
 * @param reason what was seen then
 * @param raisedAt when
 * @param resolvedAt when it was over; null while it holds
 * @param causedBy what else is to blame; null where nothing is
 * @param acknowledgedAt when somebody took it on; null before
 * @param acknowledgedBy who did
 */
public record AlertView(
        AlertKind kind,
        AlertKind.Severity severity,
        String service,
        @Nullable HealthStatus status,
        String reason,
        Instant raisedAt,
        @Nullable Instant resolvedAt,
        @Nullable String causedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy) {

    /** The alert as a resource. */
    public static Resource<AlertView> resource(Alert alert) {
        AlertView view = new AlertView(
                alert.kind(),
                alert.kind().severity(),
                alert.serviceName(),
                alert.status(),
                alert.reason(),
                alert.raisedAt(),
                alert.resolvedAt(),
                alert.causedBy(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy());
        var resource = Resource.of("health-alerts", alert.id(), view).related("service", "services", alert.serviceId());
        return alert.workspaceId() == null
                ? resource
                : resource.related("workspace", "workspaces", alert.workspaceId());
    }
}
