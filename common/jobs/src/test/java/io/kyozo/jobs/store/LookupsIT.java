package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is done to a held job finds it by its key. To read all of a small table is cheap, and so the planner would have it;
 * but the plan is kept, and the table grows by thousands of jobs before anybody tells the planner.
 */
class LookupsIT {
    private static final int HELD = 3;
    /** As often as the database looks before it keeps a plan, and once more. */
    private static final int UNTIL_THE_PLAN_IS_KEPT = 6;

    private static final String ROWS_READ = "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n"
            + " from pg_stat_xact_user_tables where relid = cast('job' as regclass)";
    private static final String FLOOD = """
            insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id)
            select gen_random_uuid(), 'lookups', 't.t', 'available', 2, '{}', 3, 'c' from generate_series(1, 3000)""";
    private static final String SOME_ARE_HELD = """
            insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id, attempt, fencing_token)
            select id, 'lookups', 't.t', 'executing', 2, '{}', 3, 'c', 1, 1 from unnest(cast($1 as uuid[])) as held (id)""";
    private static final String BY_A_CLAIM_THAT_RAN_OUT = """
            insert into job_claim (id, queue, worker, lease_until, jobs)
            values (1, 'lookups', 'me', now() - interval '1 second', $1)""";
    private static final String SOME_ARE_DUE = """
            insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id, run_at)
            select gen_random_uuid(), 'lookups', 't.t', 'scheduled', 2, '{}', 3, 'c', now() - interval '1 minute'
            from generate_series(1, 3)""";

    private static JobDatabase database;

    @BeforeAll
    static void open() {
        database = new JobDatabase();
        get(database.pool().query("vacuum analyze job").execute());
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
                JobSql.HAND_BACK,
                "select id from job_rescue(10) where cardinality(cast($1 as uuid[])) = cardinality(cast($2 as bigint[]))",
                "select queues from job_promote(10)"
                        + " where cardinality(cast($1 as uuid[])) = cardinality(cast($2 as bigint[]))"
            })
    void readsOnlyTheJobsThatAreMeantThoughAFloodCameAfterItWasPlanned(String statement) {
        UUID[] ids = Stream.generate(UUID::randomUUID).limit(HELD).toArray(UUID[]::new);
        Long[] tokens = {1L, 1L, 1L};
        assertThat(rowsRead(ids, tx -> tx.query(statement, ids, tokens))).isBetween((long) HELD, 5L * HELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update job set progress = 1" + JobSql.HELD,
            })
    void readsOnlyTheJobThatIsMeantThoughAFloodCameAfterItWasPlanned(String statement) {
        UUID[] ids = Stream.generate(UUID::randomUUID).limit(HELD).toArray(UUID[]::new);
        assertThat(rowsRead(ids, tx -> tx.query(statement, ids[0], 1L))).isBetween(1L, 5L);
    }

    /** In one transaction, so that it is one connection's plan and nobody else is counted; it is taken back. */
    private static long rowsRead(
            UUID[] held, java.util.function.Function<Tx, Uni<List<io.vertx.mutiny.sqlclient.Row>>> work) {
        long[] read = new long[1];
        get(database.transactions()
                .inTransaction(tx -> Multi.createFrom()
                        .range(0, UNTIL_THE_PLAN_IS_KEPT)
                        .onItem()
                        .transformToUniAndConcatenate(time -> work.apply(tx))
                        .collect()
                        .last()
                        .chain(() -> tx.update(FLOOD))
                        .chain(() -> tx.update(SOME_ARE_HELD, (Object) held))
                        .chain(() -> tx.update(BY_A_CLAIM_THAT_RAN_OUT, (Object) held))
                        .chain(() -> tx.update(SOME_ARE_DUE))
                        .chain(() -> rowsRead(tx))
                        .chain(before ->
                                work.apply(tx).chain(() -> rowsRead(tx)).invoke(after -> read[0] = after - before))
                        .chain(() -> Uni.createFrom().<Void>failure(new TakenBack())))
                .onFailure(TakenBack.class)
                .recoverWithNull());
        return read[0];
    }

    private static Uni<Long> rowsRead(Tx tx) {
        return tx.query(ROWS_READ).map(rows -> rows.get(0).getLong("n"));
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
