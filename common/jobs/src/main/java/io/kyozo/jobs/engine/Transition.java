package io.kyozo.jobs.engine;

import java.time.Duration;

/** What becomes of a job after an attempt. */
public sealed interface Transition {
    /** The state that it leads to. */
    JobState to();

    /** It is done. */
    record Complete() implements Transition {
        @Override
        public JobState to() {
            return JobState.COMPLETED;
        }
    }

    /** Another attempt, after {@code delay}. */
    record Retry(Duration delay, AttemptError error) implements Transition {
        @Override
        public JobState to() {
            return JobState.RETRYABLE;
        }
    }

    /** The same attempt again, after {@code delay}. */
    record Snooze(Duration delay) implements Transition {
        @Override
        public JobState to() {
            return JobState.SCHEDULED;
        }
    }

    /** It was called off, or need not be done. */
    record Cancel(String reason) implements Transition {
        @Override
        public JobState to() {
            return JobState.CANCELLED;
        }
    }

    /** It can't be done: a dead letter. */
    record Discard(AttemptError error) implements Transition {
        @Override
        public JobState to() {
            return JobState.DISCARDED;
        }
    }
}
