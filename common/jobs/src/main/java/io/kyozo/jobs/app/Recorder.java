package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Records how the attempts of one queue end. Workers hand them over from their own threads; the engine's thread takes all
 * that there are at once.
 */
final class Recorder {
    private static final Logger LOG = Logger.getLogger(Recorder.class);
    private static final Duration RECORD_AGAIN = Duration.ofMillis(200);
    private static final Duration RECORD_AGAIN_CAP = Duration.ofSeconds(2);

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final Completer completer;
    private final EngineThread loop;
    private final Consumer<Duration> dueIn;
    private final WhenEnded whenEnded;
    private final Queue<Ended> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicInteger unrecorded = new AtomicInteger();
    private final Set<Attempt> recording = new HashSet<>();

    /** {@code whenEnded} hears of each job that was worked at. */
    Recorder(
            EngineSettings settings,
            EnginePorts ports,
            Completer completer,
            EngineThread loop,
            Consumer<Duration> dueIn,
            WhenEnded whenEnded) {
        this.settings = settings;
        this.ports = ports;
        this.completer = completer;
        this.loop = loop;
        this.dueIn = dueIn;
        this.whenEnded = whenEnded;
    }

    /** How many attempts have ended whose end is not recorded yet. */
    int unrecorded() {
        return unrecorded.get();
    }

    /** The attempts whose end is being recorded, and whose jobs are still held. */
    Collection<Attempt> recording() {
        return recording;
    }

    /**
     * An attempt has ended; on any thread. {@code whenTaken} is run on the engine's after all that came with it. What ends
     * when the engine has stopped was handed back before, and is not recorded.
     */
    void ended(Attempt attempt, Transition transition, Runnable whenTaken) {
        int unused = unrecorded.incrementAndGet();
        handedOver.add(new Ended(attempt, transition, attempt.took()));
        if (called.compareAndSet(false, true)) {
            loop.execute(() -> take(whenTaken));
        }
    }

    private void take(Runnable whenTaken) {
        called.set(false);
        for (Ended ended = handedOver.poll(); ended != null; ended = handedOver.poll()) {
            record(ended);
        }
        completer.flush();
        whenTaken.run();
    }

    private void record(Ended ended) {
        Attempt attempt = ended.attempt();
        recording.add(attempt);
        if (attempt.isCommitted()) {
            recorded(ended, true);
        } else if (ended.transition() instanceof Transition.Complete) {
            completer.complete(attempt, held -> recorded(ended, held), failure -> unknown(ended, failure));
        } else {
            apply(ended);
        }
    }

    /** Tried again while the lease may hold: a write that took effect before its answer was lost is refused, not redone. */
    private void apply(Ended ended) {
        var unused = ports.jobs()
                .apply(Held.of(ended.attempt().job()), ended.transition())
                .onFailure()
                .retry()
                .withBackOff(RECORD_AGAIN, RECORD_AGAIN_CAP)
                .expireIn(settings.lease().toMillis())
                .emitOn(loop)
                .subscribe()
                .with(held -> recorded(ended, held), failure -> unknown(ended, failure));
    }

    private void recorded(Ended ended, boolean held) {
        ClaimedJob job = ended.attempt().job();
        if (held) {
            due(ended.transition());
            ports.observer().ended(job, ended.transition(), ended.took());
        } else {
            ports.observer().lost(job);
        }
        settled(ended.attempt(), true);
    }

    private void due(Transition transition) {
        if (transition instanceof Transition.Retry retry) {
            dueIn.accept(retry.delay());
        } else if (transition instanceof Transition.Snooze snooze) {
            dueIn.accept(snooze.delay());
        }
    }

    private void unknown(Ended ended, Throwable failure) {
        ClaimedJob job = ended.attempt().job();
        LOG.errorf(
                "Can't record how job %s of type %s ended; it is run again when its lease runs out: %s",
                job.id(), job.type(), failure);
        ports.observer().lost(job);
        settled(ended.attempt(), false);
    }

    private void settled(Attempt attempt, boolean known) {
        recording.remove(attempt);
        int unused = unrecorded.decrementAndGet();
        whenEnded.ended(attempt.job(), known);
    }

    /** Hears of jobs that were worked at. */
    interface WhenEnded {
        /** The job is not held here any more; where that is not {@code known}, it may be. */
        void ended(ClaimedJob job, boolean known);
    }

    private record Ended(Attempt attempt, Transition transition, Duration took) {}
}
