package io.kyozo.monitor.check;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthState;
import java.time.Duration;

/**
 * When to look again: soon while the service starts or a change of its status is in the offing, else at the interval with
 * jitter, which spreads services that came at the same time.
 *
 * @param startup while nothing is known yet of fresh replicas
 * @param confirm while a change of status is in the offing
 * @param interval otherwise
 * @param jitter part of the interval by which it is at most shorter or longer, 0 to 1
 */
public record ProbeSchedule(Duration startup, Duration confirm, Duration interval, double jitter) {
    /** The pause before the next round; {@code random} is from 0 to below 1. */
    public Duration next(HealthState state, double random) {
        if (state.status() == HealthStatus.UNKNOWN && state.freshSince() != null) {
            return startup;
        }
        if (state.isUndecided()) {
            return confirm;
        }
        double factor = 1 + jitter * (2 * random - 1);
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }
}
