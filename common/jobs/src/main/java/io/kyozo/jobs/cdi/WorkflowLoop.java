package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.WorkflowRunner;
import io.kyozo.jobs.app.WorkflowStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Brings workflows on at each poll and, while there are any, soon after a job of this instance has ended: at most one
 * look per {@link #SOON}, however many jobs end.
 */
@ApplicationScoped
class WorkflowLoop {
    private static final Logger LOG = Logger.getLogger(WorkflowLoop.class);
    private static final Duration SOON = Duration.ofMillis(20);

    private final WorkflowRunner runner;
    private final WorkflowStore store;
    private final ScheduledExecutorService timer = Infrastructure.getDefaultWorkerPool();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean running;

    WorkflowLoop(WorkflowRunner runner, WorkflowStore store) {
        this.runner = runner;
        this.store = store;
    }

    /** A look at whether there are workflows, and at all of them. */
    Uni<Void> poll() {
        return store.anyRunning().invoke(any -> running = any).chain(any -> any ? advance() : nothing());
    }

    /** A job has ended, which may have been a step. */
    void ended() {
        if (running && woken.compareAndSet(false, true)) {
            var unused = timer.schedule(this::look, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        woken.set(false);
        advance().subscribe().with(done -> {}, failure -> LOG.warnf("Can't bring workflows on now: %s", failure));
    }

    private Uni<Void> advance() {
        return runner.advance().replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
