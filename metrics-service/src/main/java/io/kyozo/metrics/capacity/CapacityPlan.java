package io.kyozo.metrics.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service will need.
 *
 * @param outlooks of CPU, memory and disk, as far as there is enough data
 * @param advice for each replica; null with less than a day's data
 * @param anomalies what is unusual just now
 */
public record CapacityPlan(List<Outlook> outlooks, @Nullable RightSize advice, List<Anomaly> anomalies) {
    /**
     * Where a metric is going.
     *
     * @param metric its name
     * @param now its trend's value
     * @param perDay rise a day
     * @param limit what the service may use; null for no limit
     * @param runsOutAt when the trend reaches the limit; null for not within a year
     * @param points hours of data that it is drawn through
     */
    public record Outlook(
            String metric,
            double now,
            double perDay,
            @Nullable Double limit,
            @Nullable Instant runsOutAt,
            int points) {}

    /**
     * What is unusual.
     *
     * @param metric its name
     * @param value latest
     * @param usual at this hour of the week
     * @param score in usual distances
     * @param bound past which it is unusual, on the side where it is
     */
    public record Anomaly(String metric, double value, double usual, double score, double bound) {}
}
