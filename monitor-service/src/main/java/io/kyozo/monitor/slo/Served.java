package io.kyozo.monitor.slo;

import java.time.Duration;

/**
 * How long a service served, and how long it did not; time of which nothing is known is in neither.
 *
 * @param good it answered, be it slowly or with some of its replicas
 * @param bad none of its replicas answered
 */
public record Served(Duration good, Duration bad) {
    /** Of nothing is known. */
    public static final Served NOTHING = new Served(Duration.ZERO, Duration.ZERO);

    public Duration known() {
        return good.plus(bad);
    }

    /** The part of the known time in which it served, 0 to 1; 1 where nothing is known. */
    public double availability() {
        return known().isZero() ? 1 : (double) good.toMillis() / known().toMillis();
    }
}
