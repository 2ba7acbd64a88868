package io.kyozo.monitor.slo;

import java.time.Duration;

/**
 * How much of the time a service shall serve.
 *
 * @param target part of the time, above 0 and below 1, such as 0.999
 * @param period over which
 */
public record Objective(double target, Duration period) {
    public Objective {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("the target must be above 0 and below 1, not " + target);
        }
    }

    /** How long the service may fail in the period. */
    public Duration budget() {
        return Duration.ofMillis(Math.round((1 - target) * period.toMillis()));
    }

    /** What is left of the budget after {@code served} of the period, 1 for all of it; below 0 where it is overdrawn. */
    public double left(Served served) {
        return 1 - (double) served.bad().toMillis() / Math.max(1, budget().toMillis());
    }

    /**
     * How many times faster than the period allows the budget is used up in {@code window}. Where less than half of the
     * window is known, it counts as half: one bad minute of a service that is five minutes old is no trend.
     */
    public double burnRate(Served served, Duration window) {
        double known = Math.max(served.known().toMillis(), window.toMillis() / 2.0);
        return known == 0 ? 0 : served.bad().toMillis() / known / (1 - target);
    }
}
