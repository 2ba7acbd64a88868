package io.kyozo.jobs.store;

import io.kyozo.jobs.app.DeadLetters;
import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finished jobs in table {@code job_history}. */
public final class PgDeadLetters implements DeadLetters, JobHistory {
    private static final String LIST = """
            select id, type, cast(args as text) as args, attempt, coalesce(reason, '') as reason,
                   cast(errors as text) as errors, correlation_id, created_at, finished_at
            from job_history
            where queue = $1 and state = 'discarded'
              and ($3::uuid is null or (finished_at, id) < (select finished_at, id from job_history where id = $3))
            order by finished_at desc, id desc limit $2""";

    private static final String RETRY = """
            with again as (
                delete from job_history h
                where h.queue = $1 and h.state = 'discarded' and ($2::uuid is null or h.id = $2)
                  and not exists (select 1 from job j where j.type = h.type and j.unique_key = h.unique_key)
                  and not exists (select 1 from job_history o where h.unique_key is not null and o.state = 'discarded'
                                  and o.queue = h.queue and o.type = h.type and o.unique_key = h.unique_key and o.id > h.id
                                  and $2::uuid is null)
                returning *)
            insert into job (id, queue, type, state, priority, args, max_attempts, fencing_token, unique_key, team_id,
                             correlation_id, errors, created_at)
            select id, queue, type, 'available', priority, args, max_attempts, fencing_token, unique_key, team_id,
                   correlation_id, errors, created_at
            from again""";

    private static final String DISCARD =
            "delete from job_history where queue = $1 and state = 'discarded' and id = $2";

    private static final String PRUNE = """
            delete from job_history where id in (
                select id from (
                    select id, finished_at, row_number() over (partition by queue order by finished_at desc, id) as place
                    from job_history where state = $1) as ranked
                where place > $2 or finished_at < clock_timestamp() - $3 * interval '1 millisecond')""";

    private final Transactions transactions;

    public PgDeadLetters(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Letter>> list(String queue, int limit, @Nullable UUID after) {
        return transactions
                .query(LIST, queue, limit, after)
                .map(rows -> rows.stream().map(PgDeadLetters::letter).toList());
    }

    private static Letter letter(Row row) {
        return new Letter(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("args"),
                row.getInteger("attempt"),
                row.getString("reason"),
                row.getString("errors"),
                row.getString("correlation_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("finished_at").toInstant());
    }

    @Override
    public Uni<Boolean> retry(String queue, UUID id) {
        return retried(queue, id).map(count -> count > 0);
    }

    @Override
    public Uni<Integer> retryAll(String queue) {
        return retried(queue, null);
    }

    private Uni<Integer> retried(String queue, @Nullable UUID id) {
        return transactions.inTransaction(
                tx -> tx.update(RETRY, queue, id).call(() -> tx.update(JobSql.NOTIFY, queue)));
    }

    @Override
    public Uni<Boolean> discard(String queue, UUID id) {
        return transactions.update(DISCARD, queue, id).map(count -> count > 0);
    }

    @Override
    public Uni<Integer> prune(JobState state, int keep, Duration age) {
        return transactions.update(PRUNE, state.label(), keep, age.toMillis());
    }

    @Override
    public Uni<Integer> turnDays(Duration age) {
        return transactions
                .query("select job_history_days($1 * interval '1 millisecond') as days", age.toMillis())
                .map(rows -> rows.get(0).getInteger("days"));
    }
}
