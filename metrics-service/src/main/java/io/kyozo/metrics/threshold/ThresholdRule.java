package io.kyozo.metrics.threshold;

import io.kyozo.metrics.series.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule about a metric.
 *
 * @param id of the rule
 * @param teamId whose it is
 * @param name for people
 * @param serviceId the service it is about; null for each service of the team
 * @param metric what is looked at, over the service's replicas together
 * @param rolling over what time; null for the latest value
 * @param comparison on which side of the threshold the rule is broken
 * @param threshold in the metric's unit
 * @param clearAt where it holds again once it has raised an alert; null for the threshold itself
 * @param hold how long it must be broken before there is an alert
 * @param enabled whether it is looked at
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record ThresholdRule(
        UUID id,
        UUID teamId,
        String name,
        @Nullable UUID serviceId,
        Metric metric,
        @Nullable Rolling rolling,
        Comparison comparison,
        double threshold,
        @Nullable Double clearAt,
        Duration hold,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {}
