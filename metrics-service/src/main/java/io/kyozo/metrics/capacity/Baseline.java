package io.kyozo.metrics.capacity;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is usual at this hour of the week: the median of the same hour in the weeks before, and of the hours next to it,
 * with the median distance from it. Both are blind to a few odd values, so that last week's outage is not this week's
 * usual.
 *
 * @param median the usual value
 * @param spread how far from it is usual
 */
public record Baseline(double median, double spread) {
    /** So many points, three a week, are needed. */
    public static final int LEAST_POINTS = 6;

    /** From the median distance to the standard deviation of a bell curve. */
    private static final double NORMAL = 1.4826;

    private static final double FAR = 4;
    /** A service that never changes is not odd because it changes a little. */
    private static final double LEAST_SHARE = 0.1;

    /** Of the values at this hour of the weeks before; empty where they are too few. */
    public static Optional<Baseline> of(double[] values) {
        double[] there =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (there.length < LEAST_POINTS) {
            return Optional.empty();
        }
        double median = median(there);
        double[] distances =
                Arrays.stream(there).map(value -> Math.abs(value - median)).toArray();
        double spread = Math.max(NORMAL * median(distances), LEAST_SHARE * Math.abs(median));
        return Optional.of(new Baseline(median, spread));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** How many usual distances {@code value} is from the usual; negative below it. */
    public double score(double value) {
        return spread == 0
                ? (value == median ? 0 : Math.copySign(Double.MAX_VALUE, value - median))
                : (value - median) / spread;
    }

    /** Past which {@code value} is far away, on its side. */
    public double bound(double value) {
        return median + Math.copySign(FAR * spread, value - median);
    }

    /** Whether all of {@code latest} are far away on the same side: one odd value is no anomaly, a run of them is. */
    public boolean isAnomaly(double[] latest) {
        return latest.length > 0
                && (Arrays.stream(latest).allMatch(value -> score(value) > FAR)
                        || Arrays.stream(latest).allMatch(value -> score(value) < -FAR));
    }
}
