package io.kyozo.metrics.series;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one replica used between two readings. No data is not zero: a rate has none where there is no earlier reading to
 * compare with.
 *
 * @param instanceId the replica
 * @param serviceId its service
 * @param at when the later reading was taken; whole milliseconds
 * @param values by the metrics' order; {@link Double#NaN} for no data
 */
public record Sample(UUID instanceId, UUID serviceId, Instant at, double[] values) {
    /** Metrics that are not in {@code values} have no data. */
    public static Sample of(UUID instanceId, UUID serviceId, Instant at, Map<Metric, Double> values) {
        double[] all = new double[Metric.values().length];
        Arrays.fill(all, Double.NaN);
        values.forEach((metric, value) -> all[metric.ordinal()] = value);
        return new Sample(instanceId, serviceId, at, all);
    }

    /** The value of one metric; null for no data. */
    public @Nullable Double value(Metric metric) {
        double value = values[metric.ordinal()];
        return Double.isNaN(value) ? null : value;
    }
}
