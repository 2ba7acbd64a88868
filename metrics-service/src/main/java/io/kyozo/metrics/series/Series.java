package io.kyozo.metrics.series;

import java.time.Instant;
import java.util.List;

/**
 * A metric of a service over a time.
 *
 * @param metric what was measured
 * @param range what was asked for
 * @param points in order of time; a step without a sample has none
 */
public record Series(Metric metric, Range range, List<Point> points) {
    /**
     * One step, summed over the service's replicas.
     *
     * @param at start of the step
     * @param average of the samples in it
     * @param min lowest sample
     * @param max highest sample
     * @param last latest sample
     */
    public record Point(Instant at, double average, double min, double max, double last) {}
}
