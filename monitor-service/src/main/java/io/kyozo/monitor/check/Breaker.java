package io.kyozo.monitor.check;

import java.time.Duration;
import java.time.Instant;

/**
 * A circuit breaker: after so many failures in a row nothing is tried for a while, then one trial decides. Not to be used
 * by two threads at once.
 */
public final class Breaker {
    private final int failuresToOpen;
    private final Duration rest;
    private final Duration longestRest;
    private int failures;
    private int openings;
    private Instant openUntil = Instant.MIN;
    private boolean trial;

    /** It rests for {@code rest} at first, twice as long after each trial that fails, at most {@code longestRest}. */
    public Breaker(int failuresToOpen, Duration rest, Duration longestRest) {
        this.failuresToOpen = failuresToOpen;
        this.rest = rest;
        this.longestRest = longestRest;
    }

    /** Whether something may be tried now. While it is open, one trial is let through each time the rest is over. */
    public boolean lets(Instant now) {
        if (failures < failuresToOpen) {
            return true;
        }
        // A clock that went back must not keep it open for longer than the longest rest.
        boolean rested = !now.isBefore(openUntil) || now.plus(longestRest).isBefore(openUntil);
        boolean let = rested && !trial;
        trial = trial || let;
        return let;
    }

    public void succeeded() {
        failures = 0;
        openings = 0;
        trial = false;
    }

    public void failed(Instant now) {
        failures = Math.min(failures + 1, failuresToOpen);
        trial = false;
        if (failures == failuresToOpen) {
            Duration next = rest.multipliedBy(1L << Math.min(openings, 20));
            openings = Math.min(openings + 1, 20);
            openUntil = now.plus(next.compareTo(longestRest) > 0 ? longestRest : next);
        }
    }

    public boolean isOpen() {
        return failures == failuresToOpen;
    }
}
