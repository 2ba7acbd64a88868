package io.kyozo.monitor.notify.store;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.app.OpenAlerts;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Channels and silences as tables; durations in milliseconds. */
@ApplicationScoped
class PgChannelStore implements ChannelStore {
    private static final String ADD_CHANNEL = """
            insert into notification_channel (id, team_id, name, kind, sealed_address, least_severity, workspace_id,
                                              escalate_after, created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    private static final String REMOVE = "delete from notification_channel where team_id = $1 and id = $2";
    private static final String FIND = "select * from notification_channel where team_id = $1 and id = $2";
    private static final String LIST = """
            select * from notification_channel
             where team_id = $1 and (cast($2 as uuid) is null or id < $2) order by id desc limit $3
            """;
    private static final String ADD_SILENCE = """
            insert into silence (id, team_id, workspace_id, service, kind, starts_at, ends_at, every, maintenance,
                                 reason, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
    private static final String END =
            "update silence set ended_at = $3 where team_id = $1 and id = $2 and ended_at is null";
    private static final String SILENCES = """
            select * from silence
             where team_id = $1 and (cast($2 as uuid) is null or id < $2) order by id desc limit $3
            """;
    private static final String UNENDED =
            "select * from silence where ended_at is null and (every is not null or ends_at > $1)";
    private static final String ALL = "select * from notification_channel order by id";
    /** A channel's address never changes. */
    private static final String SEAL =
            "update notification_channel set sealed_address = $2, address = null where id = $1";

    private static final String CONCERNED = """
            select * from notification_channel c
             where c.team_id in (select team_id from health_alert where resolved_at is null)
                or c.id in (select channel_id from notification_told)
            """;

    private final Transactions transactions;
    private final OpenAlerts alerts;
    private final SealedAddresses addresses;

    PgChannelStore(Transactions transactions, OpenAlerts alerts, SealedAddresses addresses) {
        this.transactions = transactions;
        this.alerts = alerts;
        this.addresses = addresses;
    }

    @Override
    public Uni<Void> add(Tx tx, Channel channel) {
        return tx.update(
                        ADD_CHANNEL,
                        channel.id(),
                        channel.teamId(),
                        channel.name(),
                        channel.kind(),
                        Buffer.buffer(addresses.seal(channel)),
                        channel.leastSeverity(),
                        channel.workspaceId(),
                        channel.escalateAfter().toMillis(),
                        channel.createdBy(),
                        channel.createdAt())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> remove(Tx tx, UUID teamId, UUID id) {
        return tx.update(REMOVE, teamId, id).map(rows -> rows > 0);
    }

    @Override
    public Uni<Optional<Channel>> find(UUID teamId, UUID id) {
        return transactions
                .query(FIND, teamId, id)
                .map(rows -> rows.stream().map(addresses::channel).findFirst());
    }

    @Override
    public Uni<List<Channel>> list(UUID teamId, Optional<UUID> before, int limit) {
        return transactions.query(LIST, teamId, before.orElse(null), limit).map(addresses::channels);
    }

    @Override
    public Uni<Void> add(Tx tx, Silence silence) {
        Duration every = silence.every();
        return tx.update(
                        ADD_SILENCE,
                        silence.id(),
                        silence.teamId(),
                        silence.workspaceId(),
                        silence.service(),
                        silence.kind(),
                        silence.startsAt(),
                        silence.endsAt(),
                        every == null ? null : every.toMillis(),
                        silence.maintenance(),
                        silence.reason(),
                        silence.createdBy())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> end(Tx tx, UUID teamId, UUID id, Instant at) {
        return tx.update(END, teamId, id, at).map(rows -> rows > 0);
    }

    @Override
    public Uni<List<Silence>> silences(UUID teamId, Optional<UUID> before, int limit) {
        return transactions.query(SILENCES, teamId, before.orElse(null), limit).map(ChannelRows::silences);
    }

    @Override
    public Uni<List<Silence>> unended(Instant now) {
        return transactions.query(UNENDED, now).map(ChannelRows::silences);
    }

    @Override
    public Uni<List<Channel>> concerned() {
        return transactions.query(CONCERNED).map(addresses::channels);
    }

    @Override
    public Uni<Integer> sealAnew() {
        return transactions
                .query(ALL)
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .filter(row -> !addresses.isCurrent(row))
                .onItem()
                .transformToUniAndConcatenate(this::sealAnew)
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Integer> sealAnew(Row row) {
        Channel channel = addresses.channel(row);
        return transactions.update(SEAL, channel.id(), Buffer.buffer(addresses.seal(channel)));
    }

    @Override
    public Uni<List<Alert>> open() {
        return alerts.open();
    }
}
