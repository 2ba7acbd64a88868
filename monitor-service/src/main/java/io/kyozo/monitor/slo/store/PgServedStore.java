package io.kyozo.monitor.slo.store;

import io.kyozo.monitor.slo.BurnRule;
import io.kyozo.monitor.slo.Served;
import io.kyozo.monitor.slo.app.ServedStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time served as tables: by the minute for the windows of burn rates, by the day for people. */
@ApplicationScoped
class PgServedStore implements ServedStore {
    private static final String ADD = """
            with spared as (
                select exists (select 1 from silence s join probe_target t on t.service_id = $1
                                where s.maintenance and s.team_id = t.team_id and s.ended_at is null
                                  and (s.workspace_id is null or s.workspace_id = t.workspace_id)
                                  and (s.service is null or s.service = t.service_name) and s.starts_at <= $2
                                  and case when s.every is null then $2 < s.ends_at
                                      else (extract(epoch from $2 - s.starts_at) * 1000)::bigint % s.every
                                           < extract(epoch from s.ends_at - s.starts_at) * 1000 end) as yes),
                 served as (select $5::bigint as good, case when yes then 0 else $6::bigint end as bad from spared),
                 minute as (
                insert into served_minute as m (service_id, minute, good_millis, bad_millis)
                select $1, $3, good, bad from served
                on conflict (service_id, minute) do update
                   set good_millis = m.good_millis + excluded.good_millis,
                       bad_millis = m.bad_millis + excluded.bad_millis)
            insert into served_day as d (service_id, day, good_millis, bad_millis)
            select $1, $4, good, bad from served
            on conflict (service_id, day) do update
               set good_millis = d.good_millis + excluded.good_millis, bad_millis = d.bad_millis + excluded.bad_millis
            """;
    private static final List<Duration> WINDOWS = List.of(
            BurnRule.FAST.shortWindow(),
            BurnRule.SLOW.shortWindow(),
            BurnRule.FAST.longWindow(),
            BurnRule.SLOW.longWindow());
    private static final String RECENT = """
            select t.service_id, t.team_id, t.workspace_id, t.service_name, o.target,
                   sum(m.good_millis) filter (where m.minute > $2) as good0,
                   sum(m.bad_millis) filter (where m.minute > $2) as bad0,
                   sum(m.good_millis) filter (where m.minute > $3) as good1,
                   sum(m.bad_millis) filter (where m.minute > $3) as bad1,
                   sum(m.good_millis) filter (where m.minute > $4) as good2,
                   sum(m.bad_millis) filter (where m.minute > $4) as bad2,
                   sum(m.good_millis) as good3, sum(m.bad_millis) as bad3
              from probe_target t left join served_minute m on m.service_id = t.service_id and m.minute > $5
              left join service_objective o on o.service_id = t.service_id
             where %s
             group by t.service_id, t.team_id, t.workspace_id, t.service_name, o.target
            """;
    private static final String OF_ALL = RECENT.formatted("""
            $1::uuid is null
               and t.service_id in (select service_id from served_minute where bad_millis > 0 and minute > $5
                                    union select service_id from alert_watch where kind in ('BURN_FAST', 'BURN_SLOW'))
            """);
    private static final String OF_ONE = RECENT.formatted("t.service_id = $1 and t.team_id = $6");
    private static final String DAYS = """
            select day, good_millis, bad_millis from served_day where service_id = $1 and day >= $2 order by day
            """;
    private static final String TARGET = """
            insert into service_objective (service_id, target) values ($1, $2)
            on conflict (service_id) do update set target = excluded.target
            """;
    private static final String FORGET = """
            with minutes as (delete from served_minute where minute < $1)
            delete from served_day where day < $2
            """;

    private final Transactions transactions;

    PgServedStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> add(Tx tx, UUID serviceId, Instant at, Served served) {
        return tx.update(
                        ADD,
                        serviceId,
                        at,
                        at.truncatedTo(ChronoUnit.MINUTES),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        served.good().toMillis(),
                        served.bad().toMillis())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Recent>> recent(Instant now) {
        return transactions
                .query(OF_ALL, null, from(now, 0), from(now, 1), from(now, 2), from(now, 3))
                .map(rows -> rows.stream().map(PgServedStore::recent).toList());
    }

    @Override
    public Uni<Optional<Recent>> recent(UUID teamId, UUID serviceId, Instant now) {
        return transactions
                .query(OF_ONE, serviceId, from(now, 0), from(now, 1), from(now, 2), from(now, 3), teamId)
                .map(rows -> rows.stream().map(PgServedStore::recent).findFirst());
    }

    @Override
    public Uni<Map<LocalDate, Served>> days(UUID serviceId, LocalDate since) {
        return transactions.query(DAYS, serviceId, since).map(rows -> {
            Map<LocalDate, Served> days = new LinkedHashMap<>();
            rows.forEach(row -> days.put(row.getLocalDate("day"), served(row, "")));
            return days;
        });
    }

    @Override
    public Uni<Void> target(Tx tx, UUID serviceId, @Nullable Double target) {
        return tx.update(TARGET, serviceId, target).replaceWithVoid();
    }

    @Override
    public Uni<Integer> forget(Duration age) {
        Instant now = Instant.now();
        Instant oldest = now.minus(BurnRule.SLOW.longWindow().multipliedBy(2));
        return transactions.update(FORGET, oldest, LocalDate.ofInstant(now.minus(age), ZoneOffset.UTC));
    }

    private static Instant from(Instant now, int window) {
        return now.minus(WINDOWS.get(window));
    }

    private static Recent recent(Row row) {
        Map<Duration, Served> windows = new LinkedHashMap<>();
        for (int i = 0; i < WINDOWS.size(); i++) {
            windows.put(WINDOWS.get(i), served(row, i));
        }
        return new Recent(
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("service_name"),
                row.getDouble("target"),
                windows);
    }

    private static Served served(Row row, int window) {
        return new Served(millis(row, "good" + window), millis(row, "bad" + window));
    }

    private static Served served(Row row, String prefix) {
        return new Served(millis(row, prefix + "good_millis"), millis(row, prefix + "bad_millis"));
    }

    private static Duration millis(Row row, String column) {
        var value = row.getNumeric(column);
        return value == null ? Duration.ZERO : Duration.ofMillis(value.longValue());
    }
}
