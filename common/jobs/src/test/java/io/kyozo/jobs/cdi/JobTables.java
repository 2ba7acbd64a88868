package io.kyozo.jobs.cdi;

import io.kyozo.sql.Transactions;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What the tests see of the engine's tables. */
@ApplicationScoped
public class JobTables {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Transactions transactions;

    JobTables(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The job's state, or {@code none}. */
    public String state(UUID id) {
        List<Row> rows =
                query("select state from job where id = $1 union all select state from job_history where id = $1", id);
        return rows.isEmpty() ? "none" : rows.get(0).getString("state");
    }

    public Row finished(UUID id) {
        return query("select * from job_history where id = $1", id).get(0);
    }

    public List<Row> query(String sql, Object... parameters) {
        return transactions.query(sql, parameters).await().atMost(PATIENCE);
    }

    public int update(String sql, Object... parameters) {
        return transactions.update(sql, parameters).await().atMost(PATIENCE);
    }

    public void awaitState(UUID id, String state) {
        await().untilAsserted(() ->
                org.assertj.core.api.Assertions.assertThat(state(id)).isEqualTo(state));
    }

    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO);
    }
}
