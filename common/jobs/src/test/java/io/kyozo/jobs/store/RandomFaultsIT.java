package io.kyozo.jobs.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.testkit.CrashingPostgres;
import io.kyozo.testkit.FaultProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes under random faults, and an oracle over the tables that are left. A few rounds by default;
 * {@code -Dkyozo.faults.rounds=500} for many, {@code -Dkyozo.faults.seed} to repeat a run's choices.
 */
class RandomFaultsIT {
    private static final int ROUNDS = Integer.getInteger("kyozo.faults.rounds", 8);
    private static final long SEED = Long.getLong("kyozo.faults.seed", System.nanoTime());
    private static final int JOBS_PER_ROUND = 24;
    /** So many that some are claimed ahead, and not begun when their worker dies. */
    private static final int FLOOD = 1500;

    private static final int MAX_ATTEMPTS = 25;
    private static final int WORKERS = 3;
    private static final List<String> KINDS = List.of("plain", "effect", "slow", "fails", "snoozes", "dies");

    private final Random random = new Random(SEED);
    private final Map<UUID, String> put = new HashMap<>();
    private final List<Crew> crew = new ArrayList<>();
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);

    @TempDir
    private Path folder;

    private Path starts;
    private CrashingPostgres server;
    private JobDatabase database;
    private FaultProxy entrance;
    private Vertx vertx;
    private PoolTransactions enqueuing;

    /** What is done to the system in a round. */
    private enum Fault {
        KILL,
        FREEZE,
        END,
        CRASH_DATABASE,
        LOSE_COMMIT_ANSWER,
        LOSE_ANY_ANSWER,
        CUT_WORKER,
        CUT_ALL
    }

    @BeforeEach
    void open() {
        starts = folder.resolve("starts");
        server = new CrashingPostgres();
        database = new JobDatabase(
                server.jdbcUrl(),
                "postgresql://127.0.0.1:" + server.port() + "/postgres",
                CrashingPostgres.USER,
                CrashingPostgres.PASSWORD);
        get(() -> database.transactions()
                .update("create table effect (job_id uuid not null, fencing_token bigint not null)"));
        get(() -> database.transactions()
                .update("create table snooze (job_id uuid primary key, times integer not null default 1)"));
        entrance = new FaultProxy(server.port());
        vertx = Vertx.vertx();
        enqueuing = new PoolTransactions(FaultWorker.pool(vertx, entrance.port()));
        for (int i = 0; i < WORKERS; i++) {
            crew.add(new Crew(server.port(), i, starts));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Crew worker : crew) {
            worker.close();
        }
        entrance.close();
        vertx.close().await().atMost(Duration.ofSeconds(10));
        database.close();
        server.close();
    }

    @Test
    void losesNothingDoesNothingTwiceAndCountsAttemptsRightWhateverHappens() throws IOException {
        Instant start = Instant.now();
        for (int round = 0; round < ROUNDS; round++) {
            enqueue(JOBS_PER_ROUND, KINDS);
            if (round % Fault.values().length == Fault.KILL.ordinal()) {
                enqueue(FLOOD, List.of("plain"));
            }
            inject(Fault.values()[round < Fault.values().length ? round : random.nextInt(Fault.values().length)]);
        }
        crew.forEach(Crew::ensureAlive);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("select count(*) as n from job") == 0);
        judge();
        System.out.printf(
                "faults: %d rounds, %d jobs, %s, clocks %s, in %d s, seed %d%n",
                ROUNDS,
                put.size(),
                injected,
                Crew.canMoveClocks() ? "an hour off" : "right, for want of libfaketime",
                Duration.between(start, Instant.now()).toSeconds(),
                SEED);
    }

    private void enqueue(int howMany, List<String> kinds) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            String kind = kinds.get(random.nextInt(kinds.size()));
            UUID id = Uuid7.next();
            // A unique key, so that every job leaves its record; three attempts for those that never succeed.
            int attempts = kind.equals("dies") ? 3 : MAX_ATTEMPTS;
            jobs.add(new NewJob(
                    id,
                    TestEngine.QUEUE,
                    TestEngine.TYPE,
                    Priority.values()[random.nextInt(4)],
                    "\"" + kind + "\"",
                    null,
                    attempts,
                    id.toString(),
                    null,
                    "c"));
            put.put(id, kind);
        }
        insert(jobs);
    }

    /** Where the answer is lost it looks whether the jobs are there, and only if not puts them in again. */
    private void insert(List<NewJob> jobs) {
        PgJobStore store = new PgJobStore(enqueuing);
        UUID first = jobs.get(0).id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (isThere(first)) {
                        return true;
                    }
                    return store.insertAll(jobs)
                            .map(added -> true)
                            .onFailure()
                            .recoverWithItem(false)
                            .await()
                            .atMost(Duration.ofSeconds(10));
                });
    }

    private boolean isThere(UUID id) {
        return !get(() -> database.transactions()
                        .query(
                                "select id from job where id = $1 union all select id from job_history where id = $1",
                                id))
                .isEmpty();
    }

    private void inject(Fault fault) {
        injected.merge(fault, 1, Integer::sum);
        Crew victim = crew.get(random.nextInt(WORKERS));
        victim.ensureAlive();
        wait(random.nextInt(250));
        switch (fault) {
            case KILL -> victim.kill();
            case FREEZE -> victim.freezeFor(FaultWorker.LEASE.plusMillis(random.nextInt(900)));
            case END -> victim.end();
            case CRASH_DATABASE -> server.crash();
            case LOSE_COMMIT_ANSWER -> victim.proxy().cutAnswerTo("COMMIT");
            case LOSE_ANY_ANSWER -> {
                victim.proxy().cutAnswerTo("");
                entrance.cutAnswerTo("");
            }
            case CUT_WORKER -> victim.proxy().cutAll();
            case CUT_ALL -> crew.forEach(worker -> worker.proxy().cutAll());
        }
        wait(random.nextInt(250));
    }

    /** A fault's moment is random; nothing is waited for here. */
    private static void wait(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private void judge() throws IOException {
        Map<UUID, List<Long>> effects = new HashMap<>();
        rows("select job_id, fencing_token from effect")
                .forEach(row -> effects.computeIfAbsent(row.getUUID("job_id"), id -> new ArrayList<>())
                        .add(row.getLong("fencing_token")));
        Map<UUID, Row> ended = new HashMap<>();
        for (Row row : rows(
                "select id, state, attempt, max_attempts, fencing_token, jsonb_array_length(errors) as errors,"
                        + " (select array_agg(cast(e ->> 'attempt' as integer) order by n)"
                        + "  from jsonb_array_elements(errors) with ordinality as x (e, n)) as failed from job_history")) {
            assertThat(ended.put(row.getUUID("id"), row))
                    .as("ended twice: %s", row.getUUID("id"))
                    .isNull();
        }
        assertThat(ended.keySet()).as("every job ended, and no other").isEqualTo(put.keySet());
        put.forEach((id, kind) -> judge(kind, ended.get(id), effects.getOrDefault(id, List.of())));
        Map<UUID, Set<String>> begun = begun();
        ended.forEach((id, row) -> assertThat(row.getInteger("attempt"))
                .as("no attempt counts that did not begin: %s %s", put.get(id), row.toJson())
                .isLessThanOrEqualTo(begun.getOrDefault(id, Set.of()).size()));
    }

    /** The fencing tokens with which each job was begun, as its workers noted them. */
    private Map<UUID, Set<String>> begun() throws IOException {
        return Files.readAllLines(starts).stream()
                .map(line -> line.split(" "))
                .collect(groupingBy(line -> UUID.fromString(line[0]), mapping(line -> line[1], toSet())));
    }

    /** The effect is that of the attempt which held the job when it ended, and of no other. */
    private static void judge(String kind, Row row, List<Long> effects) {
        String which = kind + " " + row.toJson();
        boolean completed = row.getString("state").equals("completed");
        int attempt = row.getInteger("attempt");
        int errors = row.getInteger("errors");
        assertThat(completed).as(which).isEqualTo(!kind.equals("dies"));
        assertThat(effects)
                .as("effects of " + which)
                .isEqualTo(completed && !kind.equals("plain") ? List.of(row.getLong("fencing_token")) : List.of());
        assertThat(attempt).as("attempts of " + which).isEqualTo(completed ? errors + 1 : errors);
        for (int i = 0; i < errors; i++) {
            assertThat(row.getArrayOfIntegers("failed")[i])
                    .as("errors of " + which)
                    .isEqualTo(i + 1);
        }
    }

    private List<Row> rows(String sql) {
        return get(() -> database.transactions().query(sql));
    }

    private int count(String sql) {
        return rows(sql).get(0).getInteger("n");
    }

    /** Again where the database was just crashed. */
    private static <T> T get(java.util.function.Supplier<Uni<T>> question) {
        return Uni.createFrom()
                .deferred(question::get)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(200))
                .expireIn(20_000)
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
