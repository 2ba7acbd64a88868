package io.kyozo.monitor.notify.store;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Silence;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Rows of {@code notification_channel} and {@code silence}. */
final class ChannelRows {
    private ChannelRows() {}

    static List<Silence> silences(List<Row> rows) {
        return rows.stream().map(ChannelRows::silence).toList();
    }

    static Channel channel(Row row, String address) {
        return new Channel(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getString("name"),
                Channel.Kind.valueOf(row.getString("kind")),
                address,
                AlertKind.Severity.valueOf(row.getString("least_severity")),
                row.getUUID("workspace_id"),
                Duration.ofMillis(row.getLong("escalate_after")),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Silence silence(Row row) {
        String kind = row.getString("kind");
        Long every = row.getLong("every");
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new Silence(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("service"),
                kind == null ? null : AlertKind.valueOf(kind),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("ends_at").toInstant(),
                every == null ? null : Duration.ofMillis(every),
                row.getBoolean("maintenance"),
                row.getString("reason"),
                row.getString("created_by"),
                ended == null ? null : ended.toInstant());
    }
}
