package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one thread that an engine decides on. It ends when the engine has stopped; handlers and statements may go on for
 * longer, and what they then have to say is nobody's business any more.
 */
final class EngineThread implements Executor {
    private static final Logger LOG = Logger.getLogger(EngineThread.class);

    private final ScheduledThreadPoolExecutor thread;

    EngineThread() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "kyozo-jobs");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs {@code task}, unless the thread has ended. */
    @Override
    public void execute(Runnable task) {
        boolean unused = offer(task);
    }

    /** Whether {@code task} will be run: not where the thread has ended. */
    boolean offer(Runnable task) {
        return unlessEnded(() -> thread.execute(() -> guarded(task)));
    }

    /** Runs {@code task} once in {@code delay}. */
    void in(Duration delay, Runnable task) {
        boolean unused = unlessEnded(() -> {
            var unusedToo = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /** Runs {@code task} again and again, {@code pause} after it ended. */
    void every(Duration pause, Runnable task) {
        boolean unused = unlessEnded(() -> {
            var unusedToo = thread.scheduleWithFixedDelay(
                    () -> guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /** Nothing is run from now on. */
    void end() {
        thread.shutdown();
    }

    private static boolean unlessEnded(Runnable handOver) {
        try {
            handOver.run();
            return true;
        } catch (RejectedExecutionException ended) {
            LOG.debug("The worker engine has stopped", ended);
            return false;
        }
    }

    /** A periodic task that throws would never run again, and of another nobody would hear. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.error("The worker engine failed at one of its tasks", failure);
        }
    }
}
