package io.kyozo.jobs.store;

import io.kyozo.jobs.app.ScalingStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of workers in table {@code job_queue}; every change is told to all instances. */
public final class PgScalingStore implements ScalingStore {
    private static final String SCALED = """
            select name, concurrency is not null as fixed,
                   cast(coalesce(extract(epoch from clock_timestamp() - scaled_at), 86400) as double precision) as since
            from job_queue""";

    private static final String SCALE = """
            insert into job_queue (name, scaled, scaled_at) values ($1, $3, clock_timestamp())
            on conflict (name) do update set scaled = excluded.scaled, scaled_at = excluded.scaled_at
            where job_queue.concurrency is null and (job_queue.scaled is null or job_queue.scaled = $2)""";

    private final Transactions transactions;

    public PgScalingStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Map<String, Scaled>> scaled() {
        return transactions
                .query(SCALED)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("name"),
                                row -> new Scaled(row.getBoolean("fixed"), seconds(row.getDouble("since"))))));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    @Override
    public Uni<Boolean> scale(String queue, int from, int to) {
        return transactions.inTransaction(tx -> tx.update(SCALE, queue, from, to)
                .call(() -> tx.query(JobSql.NOTIFY, JobSql.SETTINGS_CHANGED))
                .map(rows -> rows > 0));
    }

    @Override
    public Uni<Void> clear() {
        return transactions
                .update("update job_queue set scaled = null, scaled_at = null where scaled is not null")
                .replaceWithVoid();
    }
}
