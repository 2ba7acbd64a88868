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
     * One step, over the service's replicas together.
     *
     * @param at start of the step
     * @param average of the samples in it
     * @param min lowest sample
     * @param max highest sample
     * @param p95 95th percentile of the samples
     * @param last latest sample
     */
    public record Point(Instant at, double average, double min, double max, double p95, double last) {}
}
