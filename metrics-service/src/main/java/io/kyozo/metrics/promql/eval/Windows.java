package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import java.util.Arrays;
import java.util.Map;

/** Functions of the samples of a time before each step. Names and meanings are Prometheus', whose extrapolation is followed. */
final class Windows {
    private static final double NEARLY = 1.1;
    private static final double MILLIS = 1000;

    /** The samples of a window, and its bounds in milliseconds. */
    record Window(long[] times, double[] values, long start, long end) {
        int count() {
            return times.length;
        }

        double last() {
            return values[values.length - 1];
        }

        long lastTime() {
            return times[times.length - 1];
        }

        double seconds() {
            return (end - start) / MILLIS;
        }
    }

    /** A window's value; the parameter is 0 where the function takes none. */
    interface Function {
        double of(Window window, double parameter);
    }

    static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry("rate", (w, p) -> extrapolated(w, true) / w.seconds()),
            Map.entry("increase", (w, p) -> extrapolated(w, true)),
            Map.entry("delta", (w, p) -> extrapolated(w, false)),
            Map.entry("irate", (w, p) -> instant(w, true)),
            Map.entry("idelta", (w, p) -> instant(w, false)),
            Map.entry("deriv", (w, p) -> w.count() < 2 ? Double.NaN : slope(w)[0]),
            Map.entry("predict_linear", (w, p) -> w.count() < 2 ? Double.NaN : slope(w)[1] + slope(w)[0] * p),
            Map.entry("changes", (w, p) -> steps(w, false)),
            Map.entry("resets", (w, p) -> steps(w, true)),
            Map.entry(
                    "avg_over_time", (w, p) -> Arrays.stream(w.values).average().orElse(Double.NaN)),
            Map.entry("min_over_time", (w, p) -> Arrays.stream(w.values).min().orElse(Double.NaN)),
            Map.entry("max_over_time", (w, p) -> Arrays.stream(w.values).max().orElse(Double.NaN)),
            Map.entry("sum_over_time", (w, p) -> Arrays.stream(w.values).sum()),
            // Of what is counted, each is 1, or as many as a summary is made of.
            Map.entry("count_over_time", (w, p) -> Arrays.stream(w.values).sum()),
            Map.entry("last_over_time", (w, p) -> w.last()),
            Map.entry("present_over_time", (w, p) -> 1),
            Map.entry("stddev_over_time", (w, p) -> Math.sqrt(variance(w.values))),
            Map.entry("stdvar_over_time", (w, p) -> variance(w.values)),
            Map.entry("quantile_over_time", (w, p) -> quantile(p, w.values)));

    private final Grid grid;
    private final long range;
    private final Expression.When when;
    private final Effort effort;

    /** Windows of {@code range} milliseconds that end where {@code when} says for each step of {@code grid}. */
    Windows(Grid grid, long range, Expression.When when, Effort effort) {
        this.grid = grid;
        this.range = range;
        this.when = when;
        this.effort = effort;
    }

    /** Values by step; the parameter has one a step, or none. */
    double[] over(Stream stream, Function function, double[] parameter) {
        double[] result = Line.none(grid.steps());
        long[] times = stream.times();
        int first = 0;
        int end = 0;
        for (int step = 0; step < grid.steps(); step++) {
            long to = when.moment(grid.at(step));
            long from = to - range;
            while (end < times.length && times[end] <= to) {
                end++;
            }
            while (first < end && times[first] <= from) {
                first++;
            }
            if (first < end) {
                effort.add(end - first);
                Window window = new Window(
                        Arrays.copyOfRange(times, first, end),
                        Arrays.copyOfRange(stream.values(), first, end),
                        from,
                        to);
                result[step] = function.of(window, parameter.length == 0 ? 0 : parameter[step]);
            }
        }
        return result;
    }

    /** As Prometheus' {@code extrapolatedRate}: to the window's edges where samples come near them, not below zero. */
    private static double extrapolated(Window w, boolean rises) {
        if (w.count() < 2) {
            return Double.NaN;
        }
        double change = w.last() - w.values[0];
        for (int i = 1; rises && i < w.count(); i++) {
            change += w.values[i] < w.values[i - 1] ? w.values[i - 1] : 0;
        }
        double sampled = (w.times[w.count() - 1] - w.times[0]) / MILLIS;
        double between = sampled / (w.count() - 1);
        double toStart = (w.times[0] - w.start) / MILLIS;
        double toEnd = (w.end - w.times[w.count() - 1]) / MILLIS;
        if (toStart >= between * NEARLY) {
            toStart = between / 2;
        }
        if (rises && change > 0 && w.values[0] >= 0) {
            toStart = Math.min(toStart, sampled * (w.values[0] / change));
        }
        if (toEnd >= between * NEARLY) {
            toEnd = between / 2;
        }
        return change * ((sampled + toStart + toEnd) / sampled);
    }

    private static double instant(Window w, boolean rate) {
        if (w.count() < 2) {
            return Double.NaN;
        }
        int last = w.count() - 1;
        double change = w.values[last] - w.values[last - 1];
        if (!rate) {
            return change;
        }
        double seconds = (w.times[last] - w.times[last - 1]) / MILLIS;
        return (change < 0 ? w.values[last] : change) / seconds;
    }

    /** Least squares: the rise a second, and the value at the window's end. */
    private static double[] slope(Window w) {
        double sumX = 0;
        double sumY = 0;
        double sumXy = 0;
        double sumXx = 0;
        for (int i = 0; i < w.count(); i++) {
            double x = (w.times[i] - w.end) / MILLIS;
            sumX += x;
            sumY += w.values[i];
            sumXy += x * w.values[i];
            sumXx += x * x;
        }
        double slope = (sumXy - sumX * sumY / w.count()) / (sumXx - sumX * sumX / w.count());
        return new double[] {slope, sumY / w.count() - slope * sumX / w.count()};
    }

    private static double steps(Window w, boolean falls) {
        int count = 0;
        for (int i = 1; i < w.count(); i++) {
            boolean changed = falls ? w.values[i] < w.values[i - 1] : w.values[i] != w.values[i - 1];
            count += changed ? 1 : 0;
        }
        return count;
    }

    static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
    }

    /** Between the two values next to the rank, in proportion. */
    static double quantile(double q, double[] values) {
        if (values.length == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0 || q > 1) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = q * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(lower + 1, sorted.length - 1);
        double weight = rank - lower;
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }
}
