package io.kyozo.jobs.bench;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.store.JobDatabase;
import io.kyozo.jobs.store.PgJobStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Kyozo's engine. */
final class KyozoContestant implements Contestant {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BATCH = 1000;
    private static final int CALLERS = 32;
    private static final int URGENT_PER_SECOND = 100;

    private final JobDatabase database;
    private final int concurrency;
    private final int keepCompleted;

    KyozoContestant(JobDatabase database, int concurrency, int keepCompleted) {
        this.database = database;
        this.concurrency = concurrency;
        this.keepCompleted = keepCompleted;
    }

    @Override
    public String name() {
        return keepCompleted == Integer.MAX_VALUE ? "kyozo, every job recorded" : "kyozo";
    }

    JobDatabase database() {
        return database;
    }

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    void empty() {
        run("truncate job, job_claim, job_history");
    }

    void run(String sql) {
        get(database.pool().query(sql).execute());
    }

    /** Puts no-op jobs in, and lets the database know how many there are. */
    void preload(int jobs, Priority priority) {
        PgJobStore store = new PgJobStore(database.transactions());
        for (int from = 0; from < jobs; from += BATCH) {
            get(store.insertAll(batch(Math.min(BATCH, jobs - from), priority)));
        }
        run("vacuum analyze job");
    }

    private static List<NewJob> batch(int jobs, Priority priority) {
        return IntStream.range(0, jobs)
                .mapToObj(i -> new NewJob(
                        Uuid7.next(), BenchEngine.QUEUE, BenchEngine.TYPE, priority, "0", null, 3, null, null, "bench"))
                .toList();
    }

    @Override
    public OptionalDouble throughput(int jobs) {
        empty();
        preload(jobs, Priority.NORMAL);
        return OptionalDouble.of(drain(jobs, 1));
    }

    /** Jobs per second with so many instances, until {@code jobs} are done. */
    double drain(int jobs, int instances) {
        CountDownLatch open = new CountDownLatch(jobs);
        List<BenchEngine> engines = IntStream.range(0, instances)
                .mapToObj(i -> new BenchEngine(database, concurrency, keepCompleted, job -> open.countDown()))
                .toList();
        long start = System.nanoTime();
        CpuTime cpu = CpuTime.of(database);
        engines.forEach(BenchEngine::start);
        try {
            if (!open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(open.getCount() + " jobs were not done");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        double perSecond = jobs / ((System.nanoTime() - start) / 1e9);
        cpu.report(name(), jobs);
        engines.forEach(BenchEngine::close);
        return perSecond;
    }

    @Override
    public OptionalDouble enqueueSingly(int jobs) {
        empty();
        return OptionalDouble.of(putSingly(jobs));
    }

    double putSingly(int jobs) {
        try (BenchEngine engine = new BenchEngine(database, concurrency, keepCompleted, job -> {})) {
            long start = System.nanoTime();
            get(Multi.createFrom()
                    .range(0, jobs)
                    .onItem()
                    .transformToUni(i -> engine.jobs().enqueue(JobRequest.of(BenchEngine.TYPE, 0L)))
                    .merge(CALLERS)
                    .collect()
                    .last());
            return jobs / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Each in a transaction with a row of the caller's own. */
    double putInTransactions(int jobs) {
        run("create table if not exists own (id bigint)");
        try (BenchEngine engine = new BenchEngine(database, concurrency, keepCompleted, job -> {})) {
            long start = System.nanoTime();
            get(Multi.createFrom()
                    .range(0, jobs)
                    .onItem()
                    .transformToUni(i -> database.transactions()
                            .inTransaction(tx -> tx.update("insert into own values ($1)", (long) i)
                                    .chain(() -> engine.jobs().enqueue(tx, JobRequest.of(BenchEngine.TYPE, 0L)))))
                    .merge(CALLERS)
                    .collect()
                    .last());
            return jobs / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public OptionalDouble enqueueBatches(int jobs) {
        empty();
        return OptionalDouble.of(putBatches(jobs));
    }

    double putBatches(int jobs) {
        try (BenchEngine engine = new BenchEngine(database, concurrency, keepCompleted, job -> {})) {
            List<JobRequest> batch = IntStream.range(0, BATCH)
                    .mapToObj(i -> JobRequest.of(BenchEngine.TYPE, 0L))
                    .toList();
            long start = System.nanoTime();
            for (int done = 0; done < jobs; done += BATCH) {
                var unused = get(engine.jobs().enqueueAll(batch));
            }
            return jobs / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public Latency latency(int perSecond, int seconds) {
        empty();
        return latency(perSecond, seconds, false);
    }

    /** With a producer in another instance, or in the one that does the jobs. */
    Latency latency(int perSecond, int seconds, boolean fromAnother) {
        Arrivals arrivals = new Arrivals(perSecond, seconds);
        try (BenchEngine worker =
                        new BenchEngine(database, concurrency, keepCompleted, job -> arrivals.started(job.args()));
                BenchEngine another = new BenchEngine(database, concurrency, keepCompleted, job -> {})) {
            worker.start();
            BenchEngine producer = fromAnother ? another : worker;
            return arrivals.run(at -> {
                var unused = producer.jobs()
                        .enqueue(JobRequest.of(BenchEngine.TYPE, at))
                        .subscribe()
                        .with(id -> {});
            });
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** From enqueue to start of urgent jobs while others are done. */
    Latency urgentWait() {
        Arrivals arrivals = new Arrivals(URGENT_PER_SECOND, 4);
        try (BenchEngine engine = new BenchEngine(database, concurrency, keepCompleted, job -> {
            if (job.args() != 0) {
                arrivals.started(job.args());
            }
        })) {
            engine.start();
            return arrivals.run(at -> {
                var unused = engine.jobs()
                        .enqueue(JobRequest.of(BenchEngine.TYPE, at).priority(Priority.CRITICAL))
                        .subscribe()
                        .with(id -> {});
            });
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
