package io.kyozo.metrics.threshold.store;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.threshold.Comparison;
import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.Rolling.Aggregate;
import io.kyozo.metrics.threshold.ThresholdRule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code threshold_rule}. */
@Entity
@Table(name = "threshold_rule")
class RuleEntity {
    @Id
    UUID id;

    @Column(name = "team_id", updatable = false)
    UUID teamId;

    @Column
    String name;

    @Column(name = "service_id")
    @Nullable
    UUID serviceId;

    @Column
    @Enumerated(EnumType.STRING)
    Metric metric;

    @Column
    @Enumerated(EnumType.STRING)
    @Nullable
    Aggregate aggregate;

    @Column(name = "window_millis")
    @Nullable
    Long windowMillis;

    @Column
    @Enumerated(EnumType.STRING)
    Comparison comparison;

    @Column
    double threshold;

    @Column(name = "clear_at")
    @Nullable
    Double clearAt;

    @Column(name = "hold_millis")
    long holdMillis;

    @Column
    boolean enabled;

    @Column
    boolean removed;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static RuleEntity of(ThresholdRule rule) {
        RuleEntity entity = new RuleEntity();
        entity.id = rule.id();
        entity.teamId = rule.teamId();
        entity.createdAt = rule.createdAt();
        entity.set(rule);
        return entity;
    }

    final void set(ThresholdRule rule) {
        name = rule.name();
        serviceId = rule.serviceId();
        metric = rule.metric();
        Rolling rolling = rule.rolling();
        aggregate = rolling == null ? null : rolling.aggregate();
        windowMillis = rolling == null ? null : rolling.window().toMillis();
        comparison = rule.comparison();
        threshold = rule.threshold();
        clearAt = rule.clearAt();
        holdMillis = rule.hold().toMillis();
        enabled = rule.enabled();
        updatedAt = rule.updatedAt();
    }

    ThresholdRule rule() {
        Duration hold = Duration.ofMillis(holdMillis);
        return new ThresholdRule(
                id,
                teamId,
                name,
                serviceId,
                metric,
                aggregate == null || windowMillis == null
                        ? null
                        : new Rolling(aggregate, Duration.ofMillis(windowMillis)),
                comparison,
                threshold,
                clearAt,
                hold,
                enabled,
                createdAt,
                updatedAt);
    }
}
