package io.kyozo.monitor.health.store;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthEvent;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.ServiceHealth;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code service_health} and {@code health_event}. */
final class HealthRows {
    private HealthRows() {}

    static ServiceHealth health(Row row) {
        return new ServiceHealth(
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                row.getString("service_name"),
                row.getUUID("deployment_id"),
                state(row),
                row.getString("reason"),
                row.getLong("response_millis"),
                instant(row, "probed_at"),
                instant(row, "learnt_at"),
                row.getLong("sequence"));
    }

    static HealthEvent event(Row row) {
        return new HealthEvent(
                row.getUUID("id"),
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getLong("sequence"),
                HealthStatus.valueOf(row.getString("from_status")),
                HealthStatus.valueOf(row.getString("to_status")),
                row.getString("reason"),
                row.getLong("response_millis"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static HealthState state(Row row) {
        List<Instant> recent = Arrays.stream(row.getArrayOfOffsetDateTimes("recent"))
                .map(OffsetDateTime::toInstant)
                .toList();
        return new HealthState(
                HealthStatus.valueOf(row.getString("status")),
                row.getOffsetDateTime("since").toInstant(),
                row.getInteger("streak_direction"),
                row.getInteger("streak"),
                instant(row, "fresh_since"),
                recent,
                row.getInteger("failing"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
