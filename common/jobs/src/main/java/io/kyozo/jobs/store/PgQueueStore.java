package io.kyozo.jobs.store;

import io.kyozo.jobs.app.QueueStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.stream.Collectors;

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
                .query("select name, concurrency, paused from job_queue")
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("name"),
                                row -> new Setting(row.getInteger("concurrency"), row.getBoolean("paused")))));
    }

    @Override
    public Uni<Void> scale(String queue, int concurrency) {
        return change(SCALE, queue, concurrency);
    }

    @Override
    public Uni<Void> pause(String queue, boolean paused) {
        return change(PAUSE, queue, paused);
    }

    private Uni<Void> change(String sql, Object... parameters) {
        return transactions.inTransaction(tx -> tx.update(sql, parameters)
                .chain(() -> tx.query(JobSql.NOTIFY, JobSql.SETTINGS_CHANGED))
                .replaceWithVoid());
    }
}
