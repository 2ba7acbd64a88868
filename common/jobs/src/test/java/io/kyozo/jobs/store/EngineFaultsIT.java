package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Announcer;
import io.kyozo.jobs.app.CronRunner;
import io.kyozo.jobs.app.EngineJobs;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.QueueStatus;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.kyozo.jobs.engine.ClaimedJob;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineFaultsIT extends OwnJobs {
    private final List<JobEngine> engines = new ArrayList<>();
    private final Map<UUID, Integer> runs = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        engines.forEach(engine -> get(engine.stop(Duration.ZERO)));
    }

    private JobEngine engine(Function<JobExecution<Object>, Uni<WorkResult>> work) {
        JobEngine engine = TestEngine.create(database.transactions(), new Handler(job -> {
            runs.merge(job.id(), 1, Integer::sum);
            return work.apply(job);
        }));
        engines.add(engine);
        return engine;
    }

    private static Uni<WorkResult> done() {
        return Uni.createFrom().item(WorkResult.done());
    }

    private Row finished(UUID id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !find(id).isEmpty());
        return find(id).get(0);
    }

    private List<Row> find(UUID id) {
        return get(database.transactions().query("select * from job_history where id = $1", id));
    }

    @Test
    void anotherInstanceTakesOverFromAKilledWorkerAndTheKilledOneCannotWriteAnyMore() {
        UUID id = put(3);
        ClaimedJob killed = get(store.claim(TestEngine.QUEUE, 1, TestEngine.LEASE, "killed"))
                .get(0);
        get(store.begun(List.of(Held.of(killed))));
        engine(job -> done()).start();
        Row row = finished(id);
        assertThat(row.getString("state")).isEqualTo("completed");
        assertThat(row.getInteger("attempt")).isEqualTo(2);
        assertThat(runs).containsEntry(id, 1);
        assertThat(get(store.complete(List.of(Held.of(killed))))).isEmpty();
    }

    /** The worker sees nothing wrong: its handler succeeds, and goes into a batch of completed jobs like any other. */
    @Test
    void aWorkerThatLostItsLeaseCompletesNothingThoughItsHandlerSucceedsLate() throws Exception {
        CompletableFuture<WorkResult> late = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        JobEngine frozen = TestEngine.create(
                database.transactions(),
                new Handler(job -> {
                    begun.countDown();
                    return Uni.createFrom().completionStage(late);
                }),
                1,
                Duration.ofSeconds(60));
        engines.add(frozen);
        UUID id = put(3);
        frozen.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        untilKnownToHaveBegun(id);
        int expired = get(database.transactions().update("update job_claim set lease_until = now() - interval '1 s'"));
        assertThat(expired).isPositive();
        assertThat(get(store.rescue(10))).hasSize(1);
        ClaimedJob other = get(store.claim(TestEngine.QUEUE, 1, Duration.ofSeconds(60), "other"))
                .get(0);
        assertThat(late.complete(WorkResult.done())).isTrue();
        assertThat(get(frozen.stop(Duration.ofSeconds(20)))).isZero();
        List<Row> rows = get(database.transactions().query("select * from job where id = $1", id));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getString("state")).isEqualTo("executing");
        assertThat(rows.get(0).getString("worker")).isEqualTo("other");
        assertThat(get(store.complete(List.of(Held.of(other))))).containsExactly(id);
        assertThat(finished(id).getInteger("attempt")).isEqualTo(2);
    }

    private void untilKnownToHaveBegun(UUID id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !get(database.transactions().query("select id from job_claim where $1 = any (begun)", id))
                        .isEmpty());
    }

    /** Until it is started an engine extends no lease: what it claimed would be taken from it again. */
    @Test
    void anInstanceThatIsNotStartedClaimsNothingWhenItIsWoken() {
        UUID id = put(3);
        JobEngine idle = engine(job -> done());
        idle.wake(TestEngine.QUEUE);
        int handedBack = get(idle.stop(Duration.ZERO));
        assertThat(handedBack).isZero();
        List<Row> rows = get(database.transactions().query("select fencing_token from job where id = $1", id));
        assertThat(rows.get(0).getLong("fencing_token")).isZero();
        assertThat(runs).isEmpty();
    }

    @Test
    void aJobThatRunsLongerThanTheLeaseRunsOnceWhileItsWorkerLives() {
        UUID id = put(3);
        Function<JobExecution<Object>, Uni<WorkResult>> slow =
                job -> done().onItem().delayIt().by(TestEngine.LEASE.multipliedBy(3));
        engine(slow).start();
        engine(slow).start();
        assertThat(finished(id).getInteger("attempt")).isEqualTo(1);
        assertThat(runs).containsEntry(id, 1);
    }

    @Test
    void handsBackWhatIsNotDoneWithinTheGraceAndAnotherInstanceDoesIt() throws Exception {
        UUID id = put(3);
        CountDownLatch started = new CountDownLatch(1);
        JobEngine stopping = engine(job -> {
            started.countDown();
            return Uni.createFrom().nothing();
        });
        stopping.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        engines.remove(stopping);
        assertThat(get(stopping.stop(Duration.ofMillis(100)))).isEqualTo(1);
        engine(job -> done()).start();
        assertThat(finished(id).getInteger("attempt")).isEqualTo(1);
    }

    /** Its job was handed back: what it answers then is of no interest, and nothing that a log should be full of. */
    @Test
    void aHandlerThatEndsAfterItsEngineHasStoppedIsNoError() throws Exception {
        UUID id = put(3);
        CompletableFuture<WorkResult> late = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        JobEngine stopping = engine(job -> {
            begun.countDown();
            return Uni.createFrom().completionStage(late);
        });
        stopping.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
        Infrastructure.setDroppedExceptionHandler(dropped::add);
        try {
            assertThat(get(stopping.stop(Duration.ZERO))).isEqualTo(1);
            assertThat(late.complete(WorkResult.done())).isTrue();
            stopping.dueIn(Duration.ofMillis(1));
        } finally {
            Infrastructure.resetDroppedExceptionHandler();
        }
        assertThat(dropped).isEmpty();
        List<Row> rows = get(database.transactions().query("select state from job where id = $1", id));
        assertThat(rows.get(0).getString("state")).isEqualTo("available");
    }

    @Test
    void finishesWhatRunsBeforeItStops() throws Exception {
        UUID id = put(3);
        CountDownLatch started = new CountDownLatch(1);
        JobEngine stopping = engine(job -> {
            started.countDown();
            return done().onItem().delayIt().by(Duration.ofMillis(300));
        });
        stopping.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        engines.remove(stopping);
        assertThat(get(stopping.stop(Duration.ofSeconds(15)))).isZero();
        assertThat(find(id)).hasSize(1);
    }

    @Test
    void aPausedQueueIsClaimedFromOnlyWhenResumed() {
        PgQueueStore queues = new PgQueueStore(database.transactions());
        get(database.transactions().inTransaction(tx -> queues.pause(tx, TestEngine.QUEUE, true)));
        UUID id = put(3);
        assertThat(get(store.claim(TestEngine.QUEUE, 10, TestEngine.LEASE, "any")))
                .isEmpty();
        JobEngine engine = engine(job -> done());
        engine.start();
        get(database.transactions().inTransaction(tx -> queues.pause(tx, TestEngine.QUEUE, false)));
        engine.changed();
        assertThat(finished(id).getString("state")).isEqualTo("completed");
    }

    @Test
    void whatAnOperatorSetHoldsForAllInstancesAndForThoseThatStartLater() {
        PgQueueStore queues = new PgQueueStore(database.transactions());
        engine(job -> done()).start();
        get(database.transactions()
                .inTransaction(tx ->
                        queues.scale(tx, TestEngine.QUEUE, 2).chain(() -> queues.pause(tx, TestEngine.QUEUE, true))));
        engine(job -> done()).start();
        engines.get(0).changed();
        for (JobEngine engine : engines) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> engine.queues().contains(new QueueStatus(TestEngine.QUEUE, 2, true, 0)));
        }
    }

    @Test
    void aTickOfACronJobEnqueuesOneJobHoweverManyInstancesThereAre() {
        JobEngine engine = engine(job -> done());
        List<CronRunner> runners = List.of(cron(engine), cron(engine), cron(engine));
        runners.forEach(runner -> get(runner.tick()));
        get(database.transactions().update("update job_cron set next_at = now() - interval '3 hours'"));
        get(Uni.join().all(runners.stream().map(CronRunner::tick).toList()).andCollectFailures());
        assertThat(get(database.transactions().query("select id from job"))).hasSize(1);
    }

    private CronRunner cron(JobEngine engine) {
        JacksonArguments arguments = new JacksonArguments(new com.fasterxml.jackson.databind.ObjectMapper());
        Announcer announcer =
                new Announcer(engine, store, Duration.ofMillis(20), Infrastructure.getDefaultWorkerPool());
        Jobs jobs = new EngineJobs(
                TestEngine.handlers(new Handler(job -> done())),
                store,
                arguments,
                announcer,
                () -> null,
                Clock.systemUTC());
        CronJob hourly = new CronJob() {
            @Override
            public String name() {
                return "test.hourly";
            }

            @Override
            public String schedule() {
                return "0 * * * *";
            }

            @Override
            public JobRequest job() {
                return JobRequest.of(TestEngine.TYPE, Map.of())
                        .unique(UUID.randomUUID().toString());
            }
        };
        return new CronRunner(database.transactions(), new PgCronStore(database.transactions()), jobs, List.of(hourly));
    }

    private record Handler(Function<JobExecution<Object>, Uni<WorkResult>> work) implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            return work.apply(job);
        }
    }
}
