package io.kyozo.monitor.check;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthState;
import java.time.Duration;
import java.time.Instant;

/**
 * When to look again: soon while the service starts, or a change of its status or an alert is in the offing, else at the
 * interval, each service at its own place in it.
 *
 * @param startup while nothing is known yet of fresh replicas
 * @param confirm while a change is in the offing
 * @param interval otherwise
 */
public record ProbeSchedule(Duration startup, Duration confirm, Duration interval) {
    /** Where more than one number in so many is not used, services are numbered anew. */
    public static final int GAPS = 4;

    /** Multiples of the golden ratio's fraction are spread evenly whatever their number (Knuth, TAOCP 6.4, theorem S). */
    private static final double GOLDEN = 0.6180339887498949;
    /** For each such time that a service has been down, one more of its turns is left out. */
    private static final Duration OPENS_AFTER = Duration.ofMinutes(10);

    private static final int MOST_LEFT_OUT = 3;

    /** A round that began a moment early must not be followed by another at once. */
    private static final int LEAST_PART = 20;

    /**
     * The pause before the next round.
     *
     * @param alertPending whether an alert will be raised if what is seen lasts
     * @param slot the service's number; services numbered in turn are spread evenly over the interval
     */
    public Duration next(HealthState state, boolean alertPending, Instant now, long slot) {
        if (state.status() == HealthStatus.UNKNOWN && state.freshSince() != null) {
            return startup;
        }
        if (state.isUndecided() || alertPending) {
            return shorter(confirm, interval);
        }
        return untilTurn(now, slot).plus(interval.multipliedBy(leftOut(state, now)));
    }

    /** The circuit of a service that has been down for long is open: it is tried more and more seldom. */
    private static int leftOut(HealthState state, Instant now) {
        boolean down = state.status() == HealthStatus.UNHEALTHY || state.status() == HealthStatus.GONE;
        long turns = down ? Duration.between(state.since(), now).dividedBy(OPENS_AFTER) : 0;
        return (int) Math.max(0, Math.min(turns, MOST_LEFT_OUT));
    }

    /** The next moment at which the time since the epoch, over the interval, leaves the slot's phase. */
    private Duration untilTurn(Instant now, long slot) {
        long period = Math.max(1, interval.toMillis());
        double turns = slot * GOLDEN;
        long phase = (long) ((turns - Math.floor(turns)) * period);
        long pause = Math.floorMod(phase - now.toEpochMilli(), period);
        return Duration.ofMillis(pause <= period / LEAST_PART ? pause + period : pause);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
