package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.JobEngine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ended jobs leave in the index is in the way of whoever looks for others, until it is cleaned up. */
class TidyIT {
    private static final String PUT_IN = """
            insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id)
            select gen_random_uuid(), 'elsewhere', 't.t', 'available', 2, '{}', 3, 'c' from generate_series(1, $1)""";

    private JobDatabase database;

    @BeforeEach
    void open() {
        database = new JobDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Told to the statistics at once. */
    private void leaveBehind(int jobs) {
        get(database.transactions().inTransaction(tx -> tx.update(PUT_IN, jobs)));
        get(database.transactions()
                .inTransaction(
                        tx -> tx.update("delete from job").chain(() -> tx.query("select pg_stat_force_next_flush()"))));
    }

    private long cleanUps() {
        return get(database.transactions()
                        .query("select vacuum_count as n from pg_stat_user_tables"
                                + " where relid = cast('job' as regclass)"))
                .get(0)
                .getLong("n");
    }

    @Test
    void anEngineCleansUpWhatManyJobsLeftBehind() {
        leaveBehind(25_000);
        JobEngine engine = TestEngine.create(database.transactions(), new Idle());
        engine.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> cleanUps() == 1);
        assertThat(get(engine.stop(Duration.ZERO))).isZero();
    }

    @Test
    void whatFewJobsLeftBehindIsLeftToTheServer() {
        leaveBehind(1000);
        get(new PgJobStore(database.transactions()).tidy());
        assertThat(cleanUps()).isZero();
    }

    private record Idle() implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            return Uni.createFrom().item(WorkResult.done());
        }
    }
}
