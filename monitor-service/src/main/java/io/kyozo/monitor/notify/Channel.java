package io.kyozo.monitor.notify;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way in which a team is told of its alerts. Several with a rising {@code escalateAfter} are an escalation: each is
 * told of what nobody has taken on by then.
 *
 * @param id of the channel
 * @param teamId whose alerts
 * @param name for people
 * @param kind how
 * @param address where: a URL, or a mail address
 * @param leastSeverity of the alerts that are told
 * @param workspaceId whose alerts only; null for all
 * @param escalateAfter how long an alert must have been open, and not acknowledged; zero to be told at once
 * @param createdBy who made it
 * @param createdAt when
 */
public record Channel(
        UUID id,
        UUID teamId,
        String name,
        Kind kind,
        String address,
        Severity leastSeverity,
        @Nullable UUID workspaceId,
        Duration escalateAfter,
        String createdBy,
        Instant createdAt) {
    /** How people are told. */
    public enum Kind {
        /** A signed POST of JSON. */
        WEBHOOK,
        /** A POST as Slack's incoming webhooks take it. */
        SLACK,
        EMAIL
    }

    /** Whether {@code alert} is to be told here at {@code now}, unless it is silenced. */
    public boolean wants(Alert alert, Instant now) {
        boolean escalated = escalateAfter.isZero()
                || alert.acknowledgedAt() == null
                        && !now.isBefore(alert.raisedAt().plus(escalateAfter));
        return alert.kind().severity().compareTo(leastSeverity) >= 0
                && (workspaceId == null || workspaceId.equals(alert.workspaceId()))
                && escalated;
    }
}
