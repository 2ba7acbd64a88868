package io.kyozo.metrics.series;

import java.util.Arrays;
import java.util.List;

/**
 * What many values come to. {@code last} is the latest; the 95th percentile is a value that was there (nearest rank).
 *
 * @param count how many values
 * @param min the lowest
 * @param max the highest
 * @param average rounded to {@value #DIGITS} significant digits, so that it is short to keep
 * @param p95 95th percentile
 * @param last the latest
 */
public record Summary(long count, double min, double max, double average, double p95, double last) {
    private static final int DIGITS = 6;
    private static final double RANK = 0.95;

    /** Of values in order of time; at least one. */
    public static Summary of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return new Summary(
                values.length,
                sorted[0],
                sorted[sorted.length - 1],
                significant(sum / values.length),
                sorted[rank(values.length)],
                values[values.length - 1]);
    }

    /**
     * Of summaries in order of time; at least one. All but the percentile are as if made of the values themselves; that
     * is the percentile of the parts' percentiles by their counts, which errs by at most what lies between these.
     */
    public static Summary merge(List<Summary> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        long count = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (Summary part : parts) {
            count += part.count;
            min = Math.min(min, part.min);
            max = Math.max(max, part.max);
            sum += part.average * part.count;
        }
        double last = parts.get(parts.size() - 1).last;
        return new Summary(count, min, max, significant(sum / count), percentile(parts, count), last);
    }

    private static double percentile(List<Summary> parts, long count) {
        List<Summary> sorted =
                parts.stream().sorted((a, b) -> Double.compare(a.p95, b.p95)).toList();
        long wanted = (long) Math.ceil(RANK * count);
        long seen = 0;
        for (Summary part : sorted) {
            seen += part.count;
            if (seen >= wanted) {
                return part.p95;
            }
        }
        return sorted.get(sorted.size() - 1).p95;
    }

    private static int rank(int count) {
        return Math.max(0, (int) Math.ceil(RANK * count) - 1);
    }

    /** Six digits tell a chart's pixels apart a thousand times over. */
    private static double significant(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        int shift = DIGITS - 1 - magnitude;
        if (shift <= 0) {
            double unit = Math.pow(10, -shift);
            return Math.rint(value / unit) * unit;
        }
        double unit = Math.pow(10, shift);
        double rounded = Math.rint(value * unit) / unit;
        return Double.isFinite(rounded) ? rounded : value;
    }
}
