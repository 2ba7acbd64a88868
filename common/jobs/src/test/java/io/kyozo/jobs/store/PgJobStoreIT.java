package io.kyozo.jobs.store;

import io.kyozo.jobs.app.JobStore;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PgJobStoreIT extends JobStoreContract {
    private static JobDatabase database;

    @BeforeAll
    static void open() {
        database = new JobDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    JobStore store() {
        return new PgJobStore(database.transactions());
    }

    @Override
    String state(UUID id) {
        List<Row> rows = get(database.transactions()
                .query(
                        "select state from job where id = $1 union all select state from job_history where id = $1",
                        id));
        return rows.isEmpty() ? "none" : rows.get(0).getString("state");
    }

    @Override
    void expireLeases(String queue) {
        get(database.transactions()
                .update("update job_claim set lease_until = now() - interval '1 second' where queue = $1", queue));
    }
}
