package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something has been wrong for a while.
 *
 * @param id of the alert, from raised to resolved
 * @param kind what it is about
 * @param rule tells alerts of one kind apart; empty where there is one at most
 * @param serviceId the service; for an engine, an id of the team's share of it
 * @param teamId its team
 * @param workspaceId its workspace; null for what is in none, such as an engine
 * @param serviceName its name in the workspace
 * @param status its health when the alert was raised; null where the alert is not about health
 * @param reason what was seen then, in words
 * @param raisedAt when
 * @param resolvedAt when it was over; null while it holds
 * @param causedBy what else is to blame, which has an alert of its own; null where nothing is
 * @param acknowledgedAt when somebody took it on; null before
 * @param acknowledgedBy who did
 */
public record Alert(
        UUID id,
        AlertKind kind,
        String rule,
        UUID serviceId,
        UUID teamId,
        @Nullable UUID workspaceId,
        String serviceName,
        @Nullable HealthStatus status,
        String reason,
        Instant raisedAt,
        @Nullable Instant resolvedAt,
        @Nullable String causedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy) {

    /** An alert that is raised now. */
    public static Alert raised(UUID id, AlertKind kind, String rule, Condition of, Instant now) {
        return new Alert(
                id,
                kind,
                rule,
                of.serviceId(),
                of.teamId(),
                of.workspaceId(),
                of.serviceName(),
                of.status(),
                of.reason(),
                now,
                null,
                null,
                null,
                null);
    }
}
