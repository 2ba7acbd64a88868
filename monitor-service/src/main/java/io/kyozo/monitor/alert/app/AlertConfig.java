package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When somebody is told of a service that is ill. */
@ConfigMapping(prefix = "kyozo.monitor.alert")
public interface AlertConfig {
    /** How long a service must be down, after hysteresis, before an alert is raised. */
    @WithDefault("20s")
    Duration sustained();

    /** How long a service must be slow, or part of its replicas fail, before an alert is raised. */
    @WithDefault("5m")
    Duration degradedSustained();

    /** How long it must be well again before an alert is resolved; what comes back sooner is the same alert. */
    @WithDefault("2m")
    Duration keepFiring();

    /** How long a service may stay down when what it depends on is well again, before that is its own. */
    @WithDefault("30s")
    Duration recovery();

    /** At most this much time counts between two looks: an outage of the monitor is no evidence. */
    @WithDefault("1m")
    Duration longestStep();

    /** An engine is judged by the services that were probed within this time. */
    @WithDefault("30s")
    Duration engineWindow();

    /** What becomes slow within this time does so together; two rounds of probes. */
    @WithDefault("1m")
    Duration together();

    /** The rule of alerts of {@code kind}. */
    default AlertRule rule(AlertKind kind) {
        return switch (kind) {
            case DEGRADED, ENGINE_DEGRADED ->
                new AlertRule(degradedSustained(), keepFiring(), recovery(), longestStep());
            // Their windows see to it that it lasts.
            case BURN_FAST, BURN_SLOW -> new AlertRule(Duration.ZERO, keepFiring(), recovery(), longestStep());
            case DOWN, ENGINE, HEALING_STOPPED, METRIC ->
                new AlertRule(sustained(), keepFiring(), recovery(), longestStep());
        };
    }
}
