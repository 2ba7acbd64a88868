package io.kyozo.jobs.store;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.app.UniqueKeys;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Keys in table {@code job_unique_key}. */
public final class PgUniqueKeys implements UniqueKeys {
    // Taken before the statement that looks: one that waited for the other's row alone would not see the other's job.
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || $1 || ' ' || $2, 0))";

    private static final String TAKE = """
            insert into job_unique_key as k (type, unique_key, taken_at, free_at)
            values ($1, $2, clock_timestamp(), clock_timestamp() + $3 * interval '1 millisecond')
            on conflict (type, unique_key) do update
            set taken_at = excluded.taken_at, free_at = excluded.free_at, job_id = null
            where k.taken_at <= clock_timestamp() - $3 * interval '1 millisecond'
               or not coalesce((select j.state from job j where j.id = k.job_id),
                               (select h.state from job_history h where h.id = k.job_id),
                               'completed') = any($4)""";

    private static final String ASSIGN = "update job_unique_key set job_id = $3 where type = $1 and unique_key = $2";

    private static final String HOLDER = "select job_id from job_unique_key where type = $1 and unique_key = $2";

    private static final String PRUNE =
            "delete from job_unique_key where free_at < clock_timestamp() - $1 * interval '1 millisecond'";

    private final Transactions transactions;

    public PgUniqueKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> take(Tx tx, String type, String key, JobRequest.Unique unique) {
        String[] states = unique.states().stream().map(JobState::label).toArray(String[]::new);
        return tx.update(LOCK, type, key)
                .chain(() -> tx.update(TAKE, type, key, unique.period().toMillis(), states))
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<Void> assign(Tx tx, String type, String key, UUID job) {
        return tx.update(ASSIGN, type, key, job).replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> holder(Tx tx, String type, String key) {
        return tx.query(HOLDER, type, key)
                .map(rows -> rows.stream().findFirst().flatMap(row -> Optional.ofNullable(row.getUUID("job_id"))))
                .onFailure(UnsupportedOperationException.class)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Integer> prune(Duration age) {
        return transactions.update(PRUNE, age.toMillis());
    }
}
