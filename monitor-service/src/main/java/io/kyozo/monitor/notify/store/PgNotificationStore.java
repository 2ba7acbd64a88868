package io.kyozo.monitor.notify.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.app.OpenAlerts;
import io.kyozo.monitor.notify.Message;
import io.kyozo.monitor.notify.Told;
import io.kyozo.monitor.notify.app.NotificationStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Notifications as tables. */
@ApplicationScoped
@RegisterForReflection(targets = {Message.class, Message.Line.class})
class PgNotificationStore implements NotificationStore {
    private static final String TOLD = "select channel_id, group_id, firing, told_at from notification_told";
    private static final String KEEP = """
            insert into notification_told (channel_id, group_id, firing, told_at) values ($1, $2, $3, $4)
            on conflict (channel_id, group_id) do update set firing = excluded.firing, told_at = excluded.told_at
            """;
    private static final String DROP = "delete from notification_told where channel_id = $1 and group_id = $2";
    private static final String ADD = """
            insert into notification (id, channel_id, team_id, message, created_at)
            values ($1, $2, $3, cast(cast($4 as text) as json), $5)
            """;
    private static final String COLUMNS =
            "id, channel_id, team_id, cast(message as text) as message, created_at, delivered_at, failure";
    private static final String FIND = "select " + COLUMNS + " from notification where id = $1";
    private static final String DELIVERED = "update notification set delivered_at = $2, failure = null where id = $1";
    private static final String FAILED = "update notification set failure = $2 where id = $1";
    private static final String LIST = "select " + COLUMNS + """
             from notification
             where team_id = $1 and (cast($2 as uuid) is null or id < $2) order by id desc limit $3
            """;
    private static final String FORGET = "delete from notification where created_at < $1";

    private final Transactions transactions;
    private final OpenAlerts alerts;

    PgNotificationStore(Transactions transactions, OpenAlerts alerts) {
        this.transactions = transactions;
        this.alerts = alerts;
    }

    @Override
    public Uni<Map<Key, Told>> told() {
        return transactions
                .query(TOLD)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new Key(row.getUUID("channel_id"), row.getUUID("group_id")),
                                row -> new Told(
                                        Set.of(row.getArrayOfUUIDs("firing")),
                                        row.getOffsetDateTime("told_at").toInstant()))));
    }

    @Override
    public Uni<Void> keep(Tx tx, Key key, Told told) {
        if (told.firing().isEmpty()) {
            return tx.update(DROP, key.channelId(), key.group()).replaceWithVoid();
        }
        UUID[] firing = told.firing().toArray(UUID[]::new);
        return tx.update(KEEP, key.channelId(), key.group(), firing, told.at()).replaceWithVoid();
    }

    @Override
    public Uni<List<Alert>> alerts(Tx tx, Collection<UUID> ids) {
        return alerts.find(tx, ids);
    }

    @Override
    public Uni<Void> add(Tx tx, Notification notification) {
        return tx.update(
                        ADD,
                        notification.id(),
                        notification.channelId(),
                        notification.teamId(),
                        EventJson.write(notification.message()),
                        notification.createdAt())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Notification>> find(UUID id) {
        return transactions
                .query(FIND, id)
                .map(rows ->
                        rows.stream().map(PgNotificationStore::notification).findFirst());
    }

    @Override
    public Uni<Void> delivered(UUID id, Instant at) {
        return transactions.update(DELIVERED, id, at).replaceWithVoid();
    }

    @Override
    public Uni<Void> failed(UUID id, String why) {
        return transactions.update(FAILED, id, why).replaceWithVoid();
    }

    @Override
    public Uni<List<Notification>> list(UUID teamId, Optional<UUID> before, int limit) {
        return transactions
                .query(LIST, teamId, before.orElse(null), limit)
                .map(rows ->
                        rows.stream().map(PgNotificationStore::notification).toList());
    }

    @Override
    public Uni<Integer> forget(Duration age) {
        return transactions.update(FORGET, Instant.now().minus(age));
    }

    private static Notification notification(Row row) {
        OffsetDateTime delivered = row.getOffsetDateTime("delivered_at");
        return new Notification(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getUUID("team_id"),
                EventJson.read(row.getString("message").getBytes(UTF_8), Message.class),
                row.getOffsetDateTime("created_at").toInstant(),
                delivered == null ? null : delivered.toInstant(),
                row.getString("failure"));
    }
}
