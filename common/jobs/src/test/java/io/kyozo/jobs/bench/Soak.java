package io.kyozo.jobs.bench;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.store.JobDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Jobs come and go at an even rate for minutes: how long they wait, and what becomes of the tables. */
final class Soak {
    private static final int BATCHES_PER_SECOND = 20;
    private static final int BATCH = 500;
    private static final int LOOK_EVERY_SECONDS = 30;
    private static final String SIZES = """
            select pg_total_relation_size('job') as jobs, pg_total_relation_size('job_claim') as claims,
                   n_dead_tup as dead, autovacuum_count as cleaned
            from pg_stat_user_tables where relname = 'job' and schemaname = current_schema()""";

    private final JobDatabase database;
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();

    Soak(JobDatabase database) {
        this.database = database;
    }

    void run(int minutes) {
        try (BenchEngine engine =
                new BenchEngine(database, 20, 100, job -> waits.add(System.nanoTime() - job.args()))) {
            engine.start();
            long begin = System.nanoTime();
            for (int batch = 0; batch < minutes * 60 * BATCHES_PER_SECOND; batch++) {
                until(begin + batch * Duration.ofSeconds(1).toNanos() / BATCHES_PER_SECOND);
                put(engine);
                if (batch > 0 && batch % (LOOK_EVERY_SECONDS * BATCHES_PER_SECOND) == 0) {
                    report(batch / BATCHES_PER_SECOND);
                }
            }
        }
    }

    private static void until(long at) {
        for (long now = System.nanoTime(); now < at; now = System.nanoTime()) {
            LockSupport.parkNanos(at - now);
        }
    }

    private static void put(BenchEngine engine) {
        long now = System.nanoTime();
        List<JobRequest> batch = IntStream.range(0, BATCH)
                .mapToObj(i -> JobRequest.of(BenchEngine.TYPE, now))
                .toList();
        var unused = engine.jobs().enqueueAll(batch).subscribe().with(ids -> {});
    }

    private void report(int second) {
        long[] since = waits.stream().mapToLong(Long::longValue).toArray();
        waits.clear();
        Row sizes = KyozoContestant.get(database.pool().query(SIZES).execute())
                .iterator()
                .next();
        System.out.printf(
                Locale.ROOT,
                "soak: after %d s, %,d jobs a second done, wait %s ms; table job with its indexes %.1f MiB, job_claim %.1f MiB,"
                        + " %,d dead rows, cleaned up %d times%n",
                second,
                since.length / LOOK_EVERY_SECONDS,
                since.length == 0 ? Latency.NONE : Latency.of(since),
                sizes.getLong("jobs") / 1048576.0,
                sizes.getLong("claims") / 1048576.0,
                sizes.getLong("dead"),
                sizes.getLong("cleaned"));
    }
}
