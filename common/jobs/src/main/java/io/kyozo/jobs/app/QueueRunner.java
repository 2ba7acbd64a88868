package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Claims and runs the jobs of one queue. All of it happens on the engine's thread, so nothing here is locked. */
final class QueueRunner {
    private static final Logger LOG = Logger.getLogger(QueueRunner.class);
    private static final Duration RECORD_AGAIN = Duration.ofMillis(200);

    private final String queue;
    private final EngineSettings settings;
    private final Handlers handlers;
    private final EnginePorts ports;
    private final Completer completer;
    private final Executor loop;
    private final Consumer<Duration> dueIn;
    private final Map<UUID, Attempt> running = new LinkedHashMap<>();
    private Runnable whenIdle = () -> {};
    private boolean claiming;
    private boolean hungry;
    private boolean stopping;
    private volatile int concurrency;
    private volatile boolean paused;
    private volatile int active;

    QueueRunner(
            String queue,
            EngineSettings settings,
            Handlers handlers,
            EnginePorts ports,
            Completer completer,
            Executor loop,
            Consumer<Duration> dueIn) {
        this.queue = queue;
        this.settings = settings;
        this.handlers = handlers;
        this.ports = ports;
        this.completer = completer;
        this.loop = loop;
        this.dueIn = dueIn;
        this.concurrency = settings.queues().getOrDefault(queue, 1);
    }

    String queue() {
        return queue;
    }

    QueueStatus status() {
        return new QueueStatus(queue, concurrency, paused, active);
    }

    Collection<Attempt> running() {
        return List.copyOf(running.values());
    }

    void configure(int newConcurrency, boolean newPaused) {
        concurrency = newConcurrency;
        paused = newPaused;
        wake();
    }

    /** There may be jobs. */
    void wake() {
        hungry = true;
        claimMore();
    }

    /** Claims nothing any more; calls {@code idle} when what runs has ended. */
    void stop(Runnable idle) {
        stopping = true;
        whenIdle = idle;
        if (running.isEmpty() && !claiming) {
            idle.run();
        }
    }

    private void claimMore() {
        int free = concurrency - running.size();
        if (claiming || stopping || paused || !hungry || free <= 0) {
            return;
        }
        claiming = true;
        hungry = false;
        ports.jobs()
                .claim(queue, free, settings.lease(), settings.instance())
                .emitOn(loop)
                .subscribe()
                .with(jobs -> claimed(jobs, free), this::claimFailed);
    }

    private void claimed(List<ClaimedJob> jobs, int asked) {
        claiming = false;
        hungry = hungry || jobs.size() == asked;
        jobs.forEach(this::begin);
        claimMore();
        idle();
    }

    /** The next poll tries again. */
    private void claimFailed(Throwable failure) {
        claiming = false;
        LOG.warnf("Can't claim jobs of queue %s: %s", queue, failure);
        idle();
    }

    private void begin(ClaimedJob job) {
        Attempt attempt = new Attempt(job, handlers, ports);
        running.put(job.id(), attempt);
        active = running.size();
        ports.observer().started(job);
        long startedAt = System.nanoTime();
        attempt.run()
                .emitOn(loop)
                .chain(transition -> record(attempt, transition).invoke(held -> tell(job, transition, held, startedAt)))
                .subscribe()
                .with(held -> ended(job), failure -> unrecorded(job, failure));
    }

    /** Tried again while the lease may hold: a write that took effect before its answer was lost is refused, not redone. */
    private Uni<Boolean> record(Attempt attempt, Transition transition) {
        if (attempt.isCommitted()) {
            return Uni.createFrom().item(true);
        }
        Held held = Held.of(attempt.job());
        Uni<Boolean> write = transition instanceof Transition.Complete
                ? completer.complete(held)
                : ports.jobs().apply(held, transition).emitOn(loop);
        return write.onFailure()
                .retry()
                .withBackOff(RECORD_AGAIN, Duration.ofSeconds(2))
                .expireIn(settings.lease().toMillis())
                .emitOn(loop);
    }

    private void tell(ClaimedJob job, Transition transition, boolean held, long startedAt) {
        if (held) {
            due(transition);
            ports.observer().ended(job, transition, Duration.ofNanos(System.nanoTime() - startedAt));
        } else {
            ports.observer().lost(job);
        }
    }

    private void due(Transition transition) {
        if (transition instanceof Transition.Retry retry) {
            dueIn.accept(retry.delay());
        } else if (transition instanceof Transition.Snooze snooze) {
            dueIn.accept(snooze.delay());
        }
    }

    private void unrecorded(ClaimedJob job, Throwable failure) {
        LOG.errorf(
                "Can't record how job %s of type %s ended; it is run again when its lease runs out: %s",
                job.id(), job.type(), failure);
        ports.observer().lost(job);
        ended(job);
    }

    private void ended(ClaimedJob job) {
        running.remove(job.id());
        active = running.size();
        claimMore();
        idle();
    }

    private void idle() {
        if (stopping && running.isEmpty() && !claiming) {
            whenIdle.run();
        }
    }
}
