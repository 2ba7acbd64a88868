package io.kyozo.monitor.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * How far one alert has come.
 *
 * @param phase where it stands
 * @param spent how much time has been seen to pass in that phase; less than none while something else was to blame
 * @param seenAt when it was last looked at
 */
public record AlertWatch(Phase phase, Duration spent, Instant seenAt) {
    /** Where an alert stands. */
    public enum Phase {
        /** Nothing is wrong. */
        QUIET,
        /** It is bad, not yet for long enough. */
        PENDING,
        /** The alert is open. */
        FIRING,
        /** The alert is open, and it has been good for a while. */
        CLEARING
    }

    /** Nothing is known yet, or nothing is wrong. */
    public static AlertWatch quiet(Instant now) {
        return new AlertWatch(Phase.QUIET, Duration.ZERO, now);
    }

    /** Whether somebody is to know of it. */
    public boolean isOpen() {
        return phase == Phase.FIRING || phase == Phase.CLEARING;
    }

    AlertWatch in(Phase next, Instant now) {
        return new AlertWatch(next, Duration.ZERO, now);
    }

    AlertWatch longer(Duration step, Instant now) {
        return new AlertWatch(phase, spent.plus(step), now);
    }

    /** So much less, at most {@code most} less than nothing. */
    AlertWatch owing(Duration step, Duration most, Instant now) {
        Duration left = spent.minus(step);
        return new AlertWatch(phase, left.compareTo(most.negated()) < 0 ? most.negated() : left, now);
    }

    /** What of the time since the last look counts; nothing where the clock went back. */
    Duration step(Instant now, Duration longest) {
        Duration passed = Duration.between(seenAt, now);
        if (passed.isNegative()) {
            return Duration.ZERO;
        }
        return passed.compareTo(longest) > 0 ? longest : passed;
    }
}
