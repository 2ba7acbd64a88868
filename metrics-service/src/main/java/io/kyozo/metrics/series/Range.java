package io.kyozo.metrics.series;

import java.time.Duration;
import java.time.Instant;

/**
 * A question about time: from (inclusive) to (exclusive), in steps.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 * @param step at least a second; steps start at whole multiples of it
 */
public record Range(Instant from, Instant to, Duration step) {
    /** The most points that are answered; the same bound as Prometheus has. */
    public static final int MAX_POINTS = 11_000;

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final int USUAL_POINTS = 250;

    /** Fails with {@link IllegalArgumentException}, whose message says how to mend it. */
    public Range {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("\"from\" must be before \"to\".");
        }
        if (step.compareTo(SHORTEST_STEP) < 0) {
            throw new IllegalArgumentException("\"step\" must be at least PT1S.");
        }
        long points = Duration.between(from, to).dividedBy(step);
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException("That would be " + points + " points; at most " + MAX_POINTS
                    + " are answered. Ask for a longer \"step\" or a shorter time.");
        }
    }

    /** A round step that gives a chart at most 250 points, never finer than the samples are. */
    public static Duration usualStep(Instant from, Instant to, Duration sampleInterval) {
        Duration even = Duration.between(from, to).dividedBy(USUAL_POINTS);
        return Steps.atLeast(even.compareTo(sampleInterval) < 0 ? sampleInterval : even);
    }
}
