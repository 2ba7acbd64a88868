package io.kyozo.jobs.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Announcer;
import io.kyozo.jobs.app.EngineJobs;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.kyozo.jobs.engine.NewJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the engine does per second and how soon a job starts, beside a bare loop that claims and deletes in batches and
 * does nothing else. On a server of its own that waits for the disk. Run by {@code ./kyozo bench jobs}.
 */
class JobBenchmark {
    private static final int JOBS = Integer.getInteger("kyozo.bench.jobs", 20_000);
    private static final int ROUNDS = Integer.getInteger("kyozo.bench.rounds", 3);
    private static final int CONCURRENCY = 20;
    private static final int BATCH = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String BARE_LOOP = """
            delete from job where id in (
                select id from job where state = 'available' and queue = $1
                order by priority, run_at limit $2 for update skip locked)""";

    private JobDatabase database;

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "128MB")
                .start()) {
            String address = "127.0.0.1:" + server.getPort() + "/postgres";
            database =
                    new JobDatabase("jdbc:postgresql://" + address, "postgresql://" + address, "postgres", "postgres");
            report();
            database.close();
        }
    }

    private void report() throws InterruptedException {
        double[] bare = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            bare[round] = bareLoop();
            ours[round] = throughput();
        }
        double limit = median(bare);
        say(
                "%d no-op jobs preloaded, one instance, concurrency %d, fsync on; medians of %d rounds",
                JOBS, CONCURRENCY, ROUNDS);
        say("bare loop, batches of %d      %9.0f jobs/s", CONCURRENCY, limit);
        say("engine                        %9.0f jobs/s   %.2f of the bare loop", median(ours), median(ours) / limit);
        say("enqueue, batches of %d      %9.0f jobs/s", BATCH, enqueueBatches());
        latency();
    }

    private static void say(String format, Object... values) {
        System.out.printf("jobs: " + format + "%n", values);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double enqueueBatches() {
        empty();
        long start = System.nanoTime();
        preload();
        return JOBS / seconds(start);
    }

    private void preload() {
        PgJobStore store = new PgJobStore(database.transactions());
        for (int from = 0; from < JOBS; from += BATCH) {
            List<NewJob> jobs = IntStream.range(0, Math.min(BATCH, JOBS - from))
                    .mapToObj(i -> new NewJob(
                            Uuid7.next(),
                            TestEngine.QUEUE,
                            TestEngine.TYPE,
                            Priority.NORMAL,
                            "0",
                            null,
                            3,
                            null,
                            null,
                            "c"))
                    .toList();
            wait(store.insertAll(jobs));
        }
        wait(database.pool().query("vacuum analyze job").execute());
    }

    private void empty() {
        wait(database.pool().query("truncate job, job_history").execute());
    }

    private double bareLoop() {
        empty();
        preload();
        long start = System.nanoTime();
        int deleted;
        do {
            deleted = wait(database.transactions().update(BARE_LOOP, TestEngine.QUEUE, CONCURRENCY));
        } while (deleted > 0);
        return JOBS / seconds(start);
    }

    private double throughput() throws InterruptedException {
        empty();
        preload();
        CountDownLatch done = new CountDownLatch(JOBS);
        JobEngine engine = engine(job -> done.countDown());
        long start = System.nanoTime();
        engine.start();
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " jobs were not done");
        }
        double perSecond = JOBS / seconds(start);
        wait(engine.stop(Duration.ofSeconds(10)));
        return perSecond;
    }

    private JobEngine engine(Consumer<JobExecution<Long>> work) {
        return TestEngine.create(database.transactions(), new Handler(work), CONCURRENCY, Duration.ofSeconds(30));
    }

    private void latency() throws InterruptedException {
        int count = 500;
        long[] nanos = new long[count];
        CountDownLatch done = new CountDownLatch(count);
        JobEngine engine = engine(job -> {
            nanos[(int) (count - done.getCount())] = System.nanoTime() - job.args();
            done.countDown();
        });
        PgJobStore store = new PgJobStore(database.transactions());
        JacksonArguments arguments = new JacksonArguments(new ObjectMapper());
        EngineJobs jobs = new EngineJobs(
                TestEngine.handlers(new Handler(job -> {})),
                store,
                arguments,
                new Announcer(engine, store, Duration.ofMillis(20), Infrastructure.getDefaultWorkerPool()),
                () -> null,
                Clock.systemUTC());
        empty();
        engine.start();
        wait(Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(10))
                .select()
                .first(count)
                .onItem()
                .transformToUniAndMerge(tick -> jobs.enqueue(JobRequest.of(TestEngine.TYPE, System.nanoTime())))
                .collect()
                .asList());
        if (!done.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " jobs were not done");
        }
        wait(engine.stop(Duration.ofSeconds(10)));
        Arrays.sort(nanos);
        say(
                "enqueue to start at 100/s      p50 %.1f ms, p99 %.1f ms",
                nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private record Handler(Consumer<JobExecution<Long>> work) implements JobHandler<Long> {
        @Override
        public Class<Long> argsType() {
            return Long.class;
        }

        @Override
        public synchronized Uni<WorkResult> work(JobExecution<Long> job) {
            work.accept(job);
            return Uni.createFrom().item(WorkResult.done());
        }
    }
}
