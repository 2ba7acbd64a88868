package io.kyozo.jobs.bench;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.store.JobDatabase;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most jobs a second that are put in one by one and done, both at once and for seconds. A flood that is put in now and
 * done later does not count: that would be the speed of each alone, which the two can't keep up side by side.
 */
final class Capacity {
    /** So many are put in and not done yet, at most: enough for every worker and every statement to have its share. */
    private static final int UNDER_WAY = 2000;

    private static final long WARM_UP = Duration.ofSeconds(2).toNanos();
    private static final long MEASURED = Duration.ofSeconds(5).toNanos();

    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicLong done = new AtomicLong();

    private Capacity() {}

    /** {@code fromAnother}: put in by an instance that does none of them. */
    static double perSecond(JobDatabase database, boolean fromAnother) {
        return new Capacity().measure(database, fromAnother);
    }

    private double measure(JobDatabase database, boolean fromAnother) {
        try (BenchEngine worker = new BenchEngine(database, 20, 100, job -> ended());
                BenchEngine another = new BenchEngine(database, 20, 100, job -> {})) {
            BenchEngine producer = fromAnother ? another : worker;
            worker.start();
            putInFor(producer, WARM_UP);
            long before = done.get();
            long begin = System.nanoTime();
            putInFor(producer, MEASURED);
            double perSecond = (done.get() - before) / ((System.nanoTime() - begin) / 1e9);
            if (!room.tryAcquire(UNDER_WAY, KyozoContestant.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("some of the jobs that were put in were not done");
            }
            return perSecond;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void ended() {
        done.incrementAndGet();
        room.release();
    }

    private void putInFor(BenchEngine producer, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            room.acquire();
            var unused = producer.jobs()
                    .enqueue(JobRequest.of(BenchEngine.TYPE, 0L))
                    .subscribe()
                    .with(id -> {});
        }
    }
}
