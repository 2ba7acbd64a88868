package io.kyozo.jobs.store;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Reports from the tables of the engine. */
public final class PgJobReports implements JobReports {
    private static final String ADD = """
            insert into job_worker_stats as s (type, queue, processed, succeeded, failed, busy_millis, last_active_at)
            select type, queue, processed, succeeded, failed, busy, now()
            from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as bigint[]), cast($4 as bigint[]),
                        cast($5 as bigint[]), cast($6 as bigint[])) as w (type, queue, processed, succeeded, failed, busy)
            order by type
            on conflict (type) do update set queue = excluded.queue, processed = s.processed + excluded.processed,
                succeeded = s.succeeded + excluded.succeeded, failed = s.failed + excluded.failed,
                busy_millis = s.busy_millis + excluded.busy_millis, last_active_at = excluded.last_active_at""";

    private static final String COUNTS = """
            select queue, state, count(*) as jobs from job group by queue, state
            union all
            select queue, state, count(*) from job_history group by queue, state
            order by queue, state""";

    private static final String LIVE = """
            select type, count(*) as jobs, count(*) filter (where state = 'executing') as running
            from job group by type""";

    private static final String AVERAGE_WAIT = """
            select queue, cast(avg(extract(epoch from clock_timestamp() - run_at)) as double precision) as seconds
            from job where state = 'available' group by queue""";

    private final Transactions transactions;

    public PgJobReports(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> add(List<Worked> work) {
        Object[] columns = {
            work.stream().map(Worked::type).toArray(String[]::new),
            work.stream().map(Worked::queue).toArray(String[]::new),
            column(work, Worked::processed),
            column(work, Worked::succeeded),
            column(work, Worked::failed),
            column(work, Worked::busyMillis)
        };
        return transactions.update(ADD, columns).replaceWithVoid();
    }

    private static Long[] column(List<Worked> work, ToLongFunction<Worked> value) {
        return work.stream().map(value::applyAsLong).toArray(Long[]::new);
    }

    @Override
    public Uni<List<Totals>> totals() {
        return transactions
                .query("select * from job_worker_stats order by type")
                .map(rows -> rows.stream().map(PgJobReports::totals).toList());
    }

    private static Totals totals(Row row) {
        OffsetDateTime last = row.getOffsetDateTime("last_active_at");
        Instant lastActive = last == null ? null : last.toInstant();
        return new Totals(
                new Worked(
                        row.getString("type"),
                        row.getString("queue"),
                        row.getLong("processed"),
                        row.getLong("succeeded"),
                        row.getLong("failed"),
                        row.getLong("busy_millis")),
                lastActive);
    }

    @Override
    public Uni<List<Count>> counts() {
        return transactions
                .query(COUNTS)
                .map(rows -> rows.stream()
                        .map(row -> new Count(row.getString("queue"), row.getString("state"), row.getLong("jobs")))
                        .toList());
    }

    @Override
    public Uni<Map<String, Live>> liveByType() {
        return transactions
                .query(LIVE)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("type"),
                                row -> new Live(row.getLong("jobs"), row.getLong("running")))));
    }

    @Override
    public Uni<Map<String, Double>> averageWait() {
        return transactions
                .query(AVERAGE_WAIT)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getString("queue"), row -> row.getDouble("seconds"))));
    }
}
