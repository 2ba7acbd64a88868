package io.kyozo.jobs;

import java.time.Duration;
import java.util.Optional;

/** How an attempt ended, as a value. A failed Uni stands for everything that was not expected. */
public sealed interface WorkResult {
    /** The work is done. */
    record Done() implements WorkResult {}

    /** Try again, after {@code after} or after the worker's back-off; counts as an attempt. */
    record Retry(Optional<Duration> after, String reason) implements WorkResult {}

    /** Not now: come again after {@code delay}; does not count as an attempt. */
    record Snooze(Duration delay) implements WorkResult {}

    /** It need not be done any more. */
    record Cancel(String reason) implements WorkResult {}

    static WorkResult done() {
        return new Done();
    }

    static WorkResult retry(String reason) {
        return new Retry(Optional.empty(), reason);
    }

    static WorkResult retryAfter(Duration after, String reason) {
        return new Retry(Optional.of(after), reason);
    }

    static WorkResult snooze(Duration delay) {
        return new Snooze(delay);
    }

    static WorkResult cancel(String reason) {
        return new Cancel(reason);
    }
}
