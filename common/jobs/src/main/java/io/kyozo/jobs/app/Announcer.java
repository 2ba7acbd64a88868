package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Wakes this engine at once and the others by a notification, at most one per queue and interval: a notification takes
 * a lock over the whole database when it commits, which would make a flood of single enqueues slow.
 */
public final class Announcer implements WakeUps {
    private static final Logger LOG = Logger.getLogger(Announcer.class);

    private final JobEngine engine;
    private final JobStore store;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private final Map<String, Boolean> pending = new ConcurrentHashMap<>();

    public Announcer(JobEngine engine, JobStore store, Duration interval, ScheduledExecutorService timer) {
        this.engine = engine;
        this.store = store;
        this.interval = interval;
        this.timer = timer;
    }

    @Override
    public void ready(String queue) {
        engine.wake(queue);
        Boolean open = pending.put(queue, true);
        if (open == null) {
            announce(queue);
        }
    }

    /** Sends what is pending; what comes until the interval after the answer is over is sent then, in one. */
    private void announce(String queue) {
        pending.put(queue, false);
        store.announce(queue).subscribe().with(done -> answered(queue), failure -> {
            LOG.debugf("Can't wake other instances: %s", failure);
            answered(queue);
        });
    }

    private void answered(String queue) {
        try {
            var unused = timer.schedule(() -> intervalOver(queue), interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("The service stops", stopped);
        }
    }

    private void intervalOver(String queue) {
        if (!pending.remove(queue, false)) {
            announce(queue);
        }
    }

    @Override
    public void dueIn(Duration delay) {
        engine.dueIn(delay);
    }

    @Override
    public void cancelled(UUID job) {
        engine.cancelled(job);
    }
}
