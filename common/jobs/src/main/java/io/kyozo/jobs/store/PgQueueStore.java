package io.kyozo.jobs.store;

import io.kyozo.jobs.app.QueueStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings in table {@code job_queue}; every change is told to all instances. */
public final class PgQueueStore implements QueueStore {
    private static final String SCALE = """
            insert into job_queue (name, concurrency) values ($1, $2)
            on conflict (name) do update set concurrency = excluded.concurrency, changed_at = now()""";

    private static final String PAUSE = """
            insert into job_queue (name, paused) values ($1, $2)
            on conflict (name) do update set paused = excluded.paused, changed_at = now()""";

    private final Transactions transactions;

    public PgQueueStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Map<String, Setting>> settings() {
        return transactions
                .query("select name, coalesce(concurrency, scaled) as concurrency, paused from job_queue")
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("name"),
                                row -> new Setting(row.getInteger("concurrency"), row.getBoolean("paused")))));
    }

    @Override
    public Uni<Void> scale(Tx tx, String queue, @Nullable Integer concurrency) {
        return change(tx, SCALE, queue, concurrency);
    }

    @Override
    public Uni<Void> pause(Tx tx, String queue, boolean paused) {
        return change(tx, PAUSE, queue, paused);
    }

    private static Uni<Void> change(Tx tx, String sql, @Nullable Object... parameters) {
        return tx.update(sql, parameters)
                .chain(() -> tx.query(JobSql.NOTIFY, JobSql.SETTINGS_CHANGED))
                .replaceWithVoid();
    }
}
