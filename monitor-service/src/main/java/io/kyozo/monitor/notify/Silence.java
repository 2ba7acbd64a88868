package io.kyozo.monitor.notify;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody is told of some alerts. They are raised and resolved as ever.
 *
 * @param id of the silence
 * @param teamId whose alerts
 * @param workspaceId whose alerts only; null for all
 * @param service whose alerts only, by name; null for all
 * @param kind of the alerts; null for all
 * @param startsAt when it begins
 * @param endsAt when it ends; of one that repeats, when its first turn ends
 * @param every after how long it comes again, such as a day or a week; null for once
 * @param maintenance whether work is being done then, which also spares the error budget
 * @param reason why, in words
 * @param createdBy who made it
 * @param endedAt when somebody ended it for good; null where nobody did
 */
public record Silence(
        UUID id,
        UUID teamId,
        @Nullable UUID workspaceId,
        @Nullable String service,
        @Nullable AlertKind kind,
        Instant startsAt,
        Instant endsAt,
        @Nullable Duration every,
        boolean maintenance,
        String reason,
        String createdBy,
        @Nullable Instant endedAt) {

    /** Whether nobody is told of {@code alert} at {@code now}. */
    public boolean covers(Alert alert, Instant now) {
        return isActive(now)
                && (workspaceId == null || workspaceId.equals(alert.workspaceId()))
                && (service == null || service.equals(alert.serviceName()))
                && (kind == null || kind == alert.kind());
    }

    /** Whether it is in force at {@code now}. */
    public boolean isActive(Instant now) {
        boolean ended = endedAt != null && !now.isBefore(endedAt);
        if (ended || now.isBefore(startsAt)) {
            return false;
        }
        if (every == null) {
            return now.isBefore(endsAt);
        }
        long into = Duration.between(startsAt, now).toMillis() % Math.max(1, every.toMillis());
        return into < Duration.between(startsAt, endsAt).toMillis();
    }
}
