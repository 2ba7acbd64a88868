package io.kyozo.jobs.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Puts jobs in at an even rate. Each carries the time it was to be put in, not the time somebody got round to it, so that
 * a stall counts for all whom it delays.
 */
final class Arrivals {
    private final long[] nanos;
    private final AtomicInteger started = new AtomicInteger();
    private final CountDownLatch open;
    private final int perSecond;

    Arrivals(int perSecond, int seconds) {
        this.perSecond = perSecond;
        this.nanos = new long[perSecond * seconds];
        this.open = new CountDownLatch(nanos.length);
    }

    /** A job put in at {@code at} has started. */
    void started(long at) {
        int place = started.getAndIncrement();
        if (place < nanos.length) {
            nanos[place] = System.nanoTime() - at;
            open.countDown();
        }
    }

    /** Calls {@code enqueue}, which must not wait, for each job; then waits for the last start. */
    Latency run(LongConsumer enqueue) throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            long at = begin + i * 1_000_000_000L / perSecond;
            for (long now = System.nanoTime(); now < at; now = System.nanoTime()) {
                LockSupport.parkNanos(at - now);
            }
            enqueue.accept(at);
        }
        if (!open.await(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
            return Latency.NONE;
        }
        // The first half second is warm-up.
        long[] warm = java.util.Arrays.copyOfRange(nanos, Math.min(nanos.length / 4, perSecond / 2), nanos.length);
        return Latency.of(warm);
    }
}
