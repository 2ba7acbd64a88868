package io.kyozo.monitor.alert.store;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertWatch;
import io.kyozo.monitor.alert.Surroundings;
import io.kyozo.monitor.alert.Surroundings.Engine;
import io.kyozo.monitor.alert.Surroundings.Neighbour;
import io.kyozo.monitor.alert.app.WatchStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Watches as a table; what a service lives among is read from what is probed. */
@ApplicationScoped
class PgWatchStore implements WatchStore {
    private static final String WATCHES =
            "select kind, phase, spent_millis, seen_at from alert_watch where service_id = $1";
    private static final String KEEP = """
            insert into alert_watch (service_id, kind, phase, spent_millis, seen_at) values ($1, $2, $3, $4, $5)
            on conflict (service_id, kind) do update
               set phase = excluded.phase, spent_millis = excluded.spent_millis, seen_at = excluded.seen_at
            """;
    private static final String DROP = "delete from alert_watch where service_id = $1 and kind = $2";
    private static final String FORGET = "delete from alert_watch where service_id = $1";
    /** Of something that is down only what is down can be the cause. */
    private static final String[] DOWN = {"UNHEALTHY", "GONE", "NO_DATA"};

    private static final String[] DEGRADED = {"DEGRADED", "UNHEALTHY", "GONE", "NO_DATA"};
    private static final String SUSPECT = "(h.status = any ($2) or h.streak_direction > 0)";

    private static final String NEIGHBOURS = """
            select t.service_name, t.depends_on, %s as suspect
              from probe_target t join service_health h on h.service_id = t.service_id
             where t.workspace_id = (select workspace_id from probe_target where service_id = $1)
            """.formatted(SUSPECT);
    private static final String ENGINE = """
            select t.engine, count(*) as services, count(*) filter (where %s) as suspect, cast(0 as bigint) as lately
              from probe_target t join service_health h on h.service_id = t.service_id
             where t.engine = (select engine from probe_target where service_id = $1)
               and h.status <> 'UNKNOWN' and h.probed_at > $3
             group by t.engine
            """.formatted(SUSPECT);
    private static final String RUN_BY = "select team_id, engine from probe_target where service_id = $1";
    private static final String HOLDS = """
            select 1 from alert_watch where service_id = $1 and kind = 'ENGINE_DEGRADED' and phase in ('PENDING', 'FIRING')
            """;
    private static final String ENGINES = """
            select team.team_id, whole.engine, whole.services, whole.suspect, whole.lately
              from (select t.engine, count(*) as services, count(*) filter (where %s) as suspect,
                           count(*) filter (where case when h.status = any ($2) then h.since > $3
                                                       else h.streak_direction > 0 end) as lately
                      from probe_target t join service_health h on h.service_id = t.service_id
                     where t.engine is not null and h.status <> 'UNKNOWN' and h.probed_at > $1 group by t.engine) whole
              join (select distinct team_id, engine from probe_target) team on team.engine = whole.engine
            """.formatted(SUSPECT);

    private final Transactions transactions;

    PgWatchStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Map<AlertKind, AlertWatch>> watches(Tx tx, UUID serviceId) {
        return tx.query(WATCHES, serviceId)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> AlertKind.valueOf(row.getString("kind")), PgWatchStore::watch)));
    }

    @Override
    public Uni<Void> keep(Tx tx, UUID serviceId, AlertKind kind, AlertWatch watch) {
        if (watch.phase() == AlertWatch.Phase.QUIET) {
            return tx.update(DROP, serviceId, kind).replaceWithVoid();
        }
        return tx.update(KEEP, serviceId, kind, watch.phase(), watch.spent().toMillis(), watch.seenAt())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(Tx tx, UUID serviceId) {
        return tx.update(FORGET, serviceId).replaceWithVoid();
    }

    @Override
    public Uni<Surroundings> surroundings(Tx tx, UUID serviceId, AlertKind of, Instant since) {
        return tx.query(NEIGHBOURS, serviceId, asBadAs(of))
                .map(PgWatchStore::neighbours)
                .chain(neighbours -> (of == AlertKind.DEGRADED
                                ? slowEngine(tx, serviceId)
                                : brokenEngine(tx, serviceId, since))
                        .map(engine -> new Surroundings(neighbours, engine)));
    }

    private static Uni<Optional<String>> brokenEngine(Tx tx, UUID serviceId, Instant since) {
        return tx.query(ENGINE, serviceId, DOWN, since)
                .map(rows -> rows.stream()
                        .map(PgWatchStore::engine)
                        .filter(Engine::isAtFault)
                        .map(Engine::name)
                        .findFirst());
    }

    /** The whole began suddenly, which only its own watch knows. */
    private static Uni<Optional<String>> slowEngine(Tx tx, UUID serviceId) {
        return tx.query(RUN_BY, serviceId)
                .map(rows -> rows.stream()
                        .filter(row -> row.getString("engine") != null)
                        .map(row -> new Share(row.getUUID("team_id"), new Engine(row.getString("engine"), 0, 0, 0)))
                        .findFirst())
                .chain(found -> found.map(share -> tx.query(HOLDS, share.id())
                                .map(rows -> rows.isEmpty()
                                        ? Optional.<String>empty()
                                        : Optional.of(share.engine().name())))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    @Override
    public Uni<List<Share>> engines(AlertKind of, Instant since, Instant lately) {
        return transactions
                .query(ENGINES, since, asBadAs(of), lately)
                .map(rows -> rows.stream()
                        .map(row -> new Share(row.getUUID("team_id"), engine(row)))
                        .toList());
    }

    private static String[] asBadAs(AlertKind kind) {
        return kind == AlertKind.DEGRADED ? DEGRADED : DOWN;
    }

    private static Map<String, Neighbour> neighbours(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.getString("service_name"),
                        row -> new Neighbour(List.of(row.getArrayOfStrings("depends_on")), row.getBoolean("suspect")),
                        (a, b) -> a));
    }

    private static Engine engine(Row row) {
        return new Engine(
                row.getString("engine"),
                row.getLong("services").intValue(),
                row.getLong("suspect").intValue(),
                row.getLong("lately").intValue());
    }

    private static AlertWatch watch(Row row) {
        return new AlertWatch(
                AlertWatch.Phase.valueOf(row.getString("phase")),
                Duration.ofMillis(row.getLong("spent_millis")),
                row.getOffsetDateTime("seen_at").toInstant());
    }
}
