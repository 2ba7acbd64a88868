package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.Transition;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One of a queue's workers: takes held jobs from the buffer and does them one after the other, without going through the
 * engine's thread in between.
 */
final class LaneWorker {
    /** Then others that use the thread get their turn. */
    private static final int MOST_IN_A_ROW = 100;

    private final int index;
    private final JobContexts.Lane lane;
    private final ReadyBuffer buffer;
    private final Crew crew;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Attempt current;

    LaneWorker(int index, JobContexts.Lane lane, ReadyBuffer buffer, Crew crew) {
        this.index = index;
        this.lane = lane;
        this.buffer = buffer;
        this.crew = crew;
    }

    boolean isBusy() {
        return busy.get();
    }

    /** The job it is at; null where it is between two or idle. */
    @Nullable
    Attempt current() {
        return current;
    }

    /** Begins, unless at work already. */
    void start() {
        if (busy.compareAndSet(false, true)) {
            lane.execute(this::work);
        }
    }

    private void work() {
        for (int done = 0; done < MOST_IN_A_ROW; done++) {
            Attempt next = index < crew.size() ? buffer.poll() : null;
            if (next == null) {
                rest();
                return;
            }
            if (!next.isLost() && !run(next)) {
                return;
            }
        }
        lane.execute(this::work);
    }

    /** What was put into the buffer after this last looked has found it busy, and is looked for once more. */
    private void rest() {
        busy.set(false);
        if (index < crew.size() && buffer.size() > 0) {
            start();
        } else {
            crew.idle();
        }
    }

    /** Whether the attempt has ended by the time this returns; where not, this goes on when it does. */
    private boolean run(Attempt attempt) {
        current = attempt;
        AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
        crew.started(attempt);
        attempt.start(lane, transition -> {
            current = null;
            crew.ended(attempt, transition);
            if (phase.getAndSet(Phase.ENDED) == Phase.RUNNING) {
                lane.execute(this::work);
            }
        });
        return !phase.compareAndSet(Phase.STARTING, Phase.RUNNING);
    }

    private enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    /** Those that it belongs to; told on the worker's thread. */
    interface Crew {
        /** How many work at once: those whose index is not below take nothing more. */
        int size();

        /** A worker has nothing more to do. */
        void idle();

        /** An attempt is about to begin. */
        void started(Attempt attempt);

        /** An attempt has ended. */
        void ended(Attempt attempt, Transition transition);
    }
}
