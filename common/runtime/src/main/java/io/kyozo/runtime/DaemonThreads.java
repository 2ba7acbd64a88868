package io.kyozo.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for a runtime's blocking work; they end after a minute without work and never keep the program alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** At most {@code max} at once; more work than that is refused, so that a stuck runtime can't pile it up. */
    public static ExecutorService pool(String name, int max) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(0, max, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            var thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
