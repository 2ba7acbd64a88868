package io.kyozo.jobs.store;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.JobCatalog;
import io.kyozo.jobs.app.JobFilter;
import io.kyozo.jobs.app.JobRecord;
import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in tables {@code job} and {@code job_history}. */
public final class PgJobCatalog implements JobCatalog {
    /** Parameters 1 to 9, as {@link #parameters} gives them. */
    private static final String WANTED = """
            (cast($3 as boolean) or team_id = $1 or (cast($2 as boolean) and team_id is null))
              and (cast($4 as uuid) is null or id = $4) and (cast($5 as text) is null or queue = $5)
              and (cast($6 as text) is null or type = $6)
              and (cast($7 as text[]) is null or state = any($7))
              and (cast($8 as text) is null or correlation_id = $8)
              and (cast($9 as text) is null or strpos(lower(concat_ws(' ', type, unique_key, args, errors)), lower($9)) > 0)
            """;

    private static final String COMMON = "id, queue, type, state, priority, cast(args as text) as args, attempt,"
            + " max_attempts, unique_key, team_id, correlation_id, cast(errors as text) as errors, progress,"
            + " progress_message, created_at, attempted_at, ";

    private static final String LIVE =
            COMMON + "cancel_reason as reason, worker, run_at, cast(null as timestamptz) as finished_at from job";

    private static final String FINISHED =
            COMMON + "reason, null as worker, cast(null as timestamptz) as run_at, finished_at from job_history";

    // Each half by its primary key, so that a page is read in few steps however many jobs there are.
    private static final String PAGE = " and (cast($10 as uuid) is null or id < $10) order by id desc limit $11";

    private static final String LIST = "(select " + LIVE + " where " + WANTED + PAGE + ") union all (select " + FINISHED
            + " where " + WANTED + PAGE + ") order by id desc limit $11";

    private static final String RETRY = "with again as (delete from job_history h where " + WANTED + """
              and h.state = 'discarded'
              and not exists (select 1 from job j where j.type = h.type and j.unique_key = h.unique_key)
              and not exists (select 1 from job_history o where h.unique_key is not null and o.state = 'discarded'
                              and o.type = h.type and o.unique_key = h.unique_key and o.id > h.id
                              and cast($4 as uuid) is null)
              returning *),
            back as (
              insert into job (id, queue, type, state, priority, args, max_attempts, fencing_token, unique_key, team_id,
                               correlation_id, errors, created_at, concurrency_key)
              select id, queue, type, 'available', priority, args, max_attempts, fencing_token, unique_key, team_id,
                     correlation_id, errors, created_at, concurrency_key
              from again returning queue)
            select queue, cast(count(*) as integer) as jobs from back group by queue""";

    private static final String DISCARD = "delete from job_history where " + WANTED + " and state = 'discarded'";

    private final Transactions transactions;

    public PgJobCatalog(Transactions transactions) {
        this.transactions = transactions;
    }

    private static @Nullable Object[] parameters(JobFilter filter, @Nullable Object... more) {
        JobScope scope = filter.scope();
        String[] states = filter.states().stream().map(JobState::label).toArray(String[]::new);
        @Nullable
        Object[] all = new @Nullable Object[] {
            scope.team(),
            scope.ownerless(),
            scope.all(),
            filter.id(),
            filter.queue(),
            filter.type(),
            states.length == 0 ? null : states,
            filter.correlationId(),
            filter.text()
        };
        @Nullable Object[] parameters = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, parameters, all.length, more.length);
        return parameters;
    }

    @Override
    public Uni<List<JobRecord>> list(JobFilter filter, int limit, Optional<UUID> before) {
        return transactions
                .query(LIST, parameters(filter, before.orElse(null), limit))
                .map(rows -> rows.stream().map(PgJobCatalog::job).toList());
    }

    @Override
    public Uni<Optional<JobRecord>> find(JobScope scope, UUID id) {
        return list(JobFilter.of(scope).id(id), 1, Optional.empty())
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<Map<String, Integer>> retry(Tx tx, JobFilter filter) {
        return tx.query(RETRY, parameters(filter)).map(PgJobCatalog::byQueue).call(counts -> announce(tx, counts));
    }

    private static Map<String, Integer> byQueue(List<Row> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.put(row.getString("queue"), row.getInteger("jobs")));
        return counts;
    }

    private static Uni<Void> announce(Tx tx, Map<String, Integer> counts) {
        return Multi.createFrom()
                .iterable(counts.keySet())
                .onItem()
                .transformToUniAndConcatenate(queue -> tx.query(JobSql.NOTIFY, queue))
                .onItem()
                .ignoreAsUni();
    }

    @Override
    public Uni<Integer> discard(Tx tx, JobFilter filter) {
        return tx.update(DISCARD, parameters(filter));
    }

    private static JobRecord job(Row row) {
        return new JobRecord(
                row.getUUID("id"),
                row.getString("queue"),
                row.getString("type"),
                JobState.of(row.getString("state")),
                Priority.values()[row.getInteger("priority")],
                row.getString("args"),
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                row.getString("unique_key"),
                row.getUUID("team_id"),
                row.getString("correlation_id"),
                row.getString("errors"),
                row.getInteger("progress"),
                row.getString("progress_message"),
                row.getString("reason"),
                row.getString("worker"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("run_at")),
                instant(row.getOffsetDateTime("attempted_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
