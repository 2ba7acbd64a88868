package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * To read all of a small table is cheap, and so the planner would have it; but the plan is kept, and the table grows by
 * thousands of jobs before anybody tells the planner.
 */
class LookupsIT {
    private static final String TABLE_READS =
            "select seq_scan from pg_stat_xact_user_tables where relid = cast('job' as regclass)";

    private static JobDatabase database;

    @BeforeAll
    static void open() {
        database = new JobDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from job_complete($1, $2, array[true, true, true])",
                "select id from job_heartbeat($1, $2, 1000)",
                JobSql.HAND_BACK
            })
    void findsHeldJobsByTheirKeyHoweverFewThereAre(String statement) {
        PgJobStore store = new PgJobStore(database.transactions());
        get(store.insertAll(IntStream.range(0, 3)
                .mapToObj(i ->
                        new NewJob(Uuid7.next(), "lookups", "t.t", Priority.NORMAL, "{}", null, 3, null, null, "c"))
                .toList()));
        List<ClaimedJob> held = get(store.claim("lookups", 3, Duration.ofSeconds(30), "me"));
        UUID[] ids = held.stream().map(ClaimedJob::id).toArray(UUID[]::new);
        Long[] tokens = held.stream().map(ClaimedJob::fencingToken).toArray(Long[]::new);
        long reads = get(database.transactions()
                .inTransaction(tx -> reads(tx)
                        .chain(before -> tx.query(statement, ids, tokens)
                                .invoke(rows -> assertThat(rows).isNotEmpty())
                                .chain(() -> reads(tx))
                                .map(after -> after - before))));
        assertThat(reads).isZero();
        get(database.transactions().update("delete from job where queue = 'lookups'"));
    }

    private static Uni<Long> reads(Tx tx) {
        return tx.query(TABLE_READS).map(rows -> rows.get(0).getLong("seq_scan"));
    }
}
