package io.kyozo.metrics.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a metric is going: a straight line through the medians of its slopes (Theil–Sen), which a few odd hours do not
 * bend as least squares would.
 *
 * @param perDay rise a day, in the metric's unit
 * @param now the line's value at the latest point
 * @param at the latest point
 * @param points how many it was drawn through
 */
public record Forecast(double perDay, double now, Instant at, int points) {
    /** Fewer tell nothing. */
    public static final int LEAST_POINTS = 24;

    private static final int MOST_POINTS = 400;
    private static final double MILLIS_PER_DAY = 86_400_000;

    /** Through points in order of time; empty where they are fewer than {@value #LEAST_POINTS}. */
    public static Optional<Forecast> of(long[] millis, double[] values) {
        if (values.length < LEAST_POINTS) {
            return Optional.empty();
        }
        int every = Math.max(1, values.length / MOST_POINTS);
        int count = (values.length + every - 1) / every;
        double[] x = new double[count];
        double[] y = new double[count];
        long end = millis[millis.length - 1];
        for (int i = 0; i < count; i++) {
            x[i] = (millis[i * every] - end) / MILLIS_PER_DAY;
            y[i] = values[i * every];
        }
        double slope = median(slopes(x, y));
        double[] rests = new double[count];
        Arrays.setAll(rests, i -> y[i] - slope * x[i]);
        return Optional.of(new Forecast(slope, median(rests), Instant.ofEpochMilli(end), values.length));
    }

    private static double[] slopes(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int next = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                slopes[next++] = x[i] == x[j] ? 0 : (y[j] - y[i]) / (x[j] - x[i]);
            }
        }
        return slopes;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** When the line reaches {@code limit}; empty where it does not within {@code horizon}. */
    public Optional<Instant> reaches(double limit, Duration horizon) {
        if (now >= limit) {
            return Optional.of(at);
        }
        double days = (limit - now) / perDay;
        boolean soon = perDay > 0 && days <= horizon.toMillis() / MILLIS_PER_DAY;
        return soon ? Optional.of(at.plusMillis((long) (days * MILLIS_PER_DAY))) : Optional.empty();
    }
}
