package io.kyozo.monitor.live.store;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Snapshot;
import io.kyozo.monitor.live.app.FeedStore;
import io.kyozo.monitor.live.app.LiveService;
import io.kyozo.sql.Notifications;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The feed as a table. Writers of one team take turns, so that whoever reads on from a position misses nothing. */
@ApplicationScoped
class PgFeedStore implements FeedStore {
    private static final String APPEND = """
            insert into feed_entry (team_id, topic, subject, at, correlation_id, data)
            select cast($1 as uuid), cast($2 as text), cast($3 as uuid), cast($4 as timestamptz), cast($5 as text),
                   cast(cast($6 as text) as json)
              from (select pg_advisory_xact_lock(
                               hashtextextended(current_schema() || '.feed.' || cast($7 as text), 0)),
            """ + Notifications.sql(CHANNEL) + ") as turn";
    private static final String AFTER = """
            select position, topic, subject, at, correlation_id, cast(data as text) as data
              from feed_entry where team_id = $1 and position > $2 order by position limit $3
            """;
    private static final String REACHES = """
            select exists (select 1 from feed_entry where team_id = $1 and position <= $2)
               and exists (select 1 from feed_entry where team_id = $1 and position >= $2) as reaches
            """;
    private static final String SNAPSHOT = """
            select (select coalesce(max(position), 0) from feed_entry where team_id = $1) as position,
                   (select cast(coalesce(json_agg(json_build_object(
                               'serviceId', t.service_id, 'service', t.service_name, 'kind', t.kind,
                               'workspaceId', t.workspace_id, 'workspace', t.workspace_name, 'url', t.url,
                               'state', t.state, 'deploymentId', t.deployment_id, 'health', h.status,
                               'since', h.since, 'reason', h.reason, 'responseMillis', h.response_millis)
                               order by t.workspace_name, t.service_name), '[]') as text)
                      from probe_target t join service_health h on h.service_id = t.service_id
                     where t.team_id = $1) as services,
                   (select cast(coalesce(json_agg(deployment order by workspace_id), '[]') as text)
                      from workspace_view where team_id = $1) as deployments
            """;
    private static final String SERVICE =
            "select workspace_id, service_name from probe_target where team_id = $1 and service_id = $2";
    private static final String FORGET = "delete from feed_entry where added_at < $1";

    private final Transactions transactions;

    PgFeedStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> append(Tx tx, UUID teamId, FeedEntry entry) {
        return tx.update(
                        APPEND,
                        teamId,
                        entry.topic(),
                        entry.subject(),
                        entry.at(),
                        entry.correlationId(),
                        entry.data(),
                        teamId.toString())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<FeedEntry>> after(UUID teamId, long position, int limit) {
        return transactions
                .query(AFTER, teamId, position, limit)
                .map(rows -> rows.stream().map(PgFeedStore::entry).toList());
    }

    @Override
    public Uni<Boolean> reaches(UUID teamId, long position) {
        return transactions
                .query(REACHES, teamId, position)
                .map(rows -> rows.get(0).getBoolean("reaches"));
    }

    @Override
    public Uni<Snapshot> snapshot(UUID teamId) {
        return transactions.query(SNAPSHOT, teamId).map(rows -> {
            Row row = rows.get(0);
            return new Snapshot(row.getLong("position"), row.getString("services"), row.getString("deployments"));
        });
    }

    @Override
    public Uni<Optional<LiveService>> service(UUID teamId, UUID serviceId) {
        return transactions
                .query(SERVICE, teamId, serviceId)
                .map(rows -> rows.stream()
                        .map(row -> new LiveService(
                                serviceId, teamId, row.getUUID("workspace_id"), row.getString("service_name")))
                        .findFirst());
    }

    @Override
    public Uni<Integer> forget(Duration age) {
        return transactions.update(FORGET, Instant.now().minus(age));
    }

    private static FeedEntry entry(Row row) {
        return new FeedEntry(
                row.getLong("position"),
                row.getString("topic"),
                row.getUUID("subject"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("correlation_id"),
                row.getString("data"));
    }
}
