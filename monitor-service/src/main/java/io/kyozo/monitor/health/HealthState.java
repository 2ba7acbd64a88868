package io.kyozo.monitor.health;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's health stands.
 *
 * @param status as last judged
 * @param since when it became so
 * @param direction of the present streak: -1 better than the status, 1 worse, 0 the same
 * @param streak rounds in a row in that direction
 * @param freshSince when the present replicas came; null once they have passed a round or the status has changed
 * @param recent when the status last changed, oldest first, as far back as flapping looks
 * @param failing how much its failures outweigh its answers lately, see {@link Steadiness}
 */
public record HealthState(
        HealthStatus status,
        Instant since,
        int direction,
        int streak,
        @Nullable Instant freshSince,
        List<Instant> recent,
        int failing) {

    /** Nothing is known yet of replicas that came at {@code now}. */
    public static HealthState unknown(Instant now) {
        return new HealthState(HealthStatus.UNKNOWN, now, 0, 0, now, List.of(), 0);
    }

    /** Other replicas took over: the status stands until they are judged, and what the old ones were heading for is forgotten. */
    public HealthState withFreshReplicas(Instant now) {
        return new HealthState(status, since, 0, 0, now, recent, 0);
    }

    /** Not judged any more, such as a service that was stopped on purpose. */
    public HealthState unjudged(Instant now) {
        return new HealthState(HealthStatus.UNKNOWN, now, 0, 0, null, List.of(), 0);
    }

    /** Whether a change of status is in the offing, so that it is worth looking again soon. */
    public boolean isUndecided() {
        return streak > 0 || freshSince != null;
    }

    /** Whether it is down, or has begun to fail. */
    public boolean isSuspect() {
        return switch (status) {
            case UNHEALTHY, GONE, NO_DATA -> true;
            case HEALTHY, DEGRADED, UNKNOWN -> direction > 0;
        };
    }

    /** Whether it is degraded or down, or has begun to be. */
    public boolean isIll() {
        return status == HealthStatus.DEGRADED || isSuspect();
    }

    /** Whether it answers most of the time, and fails too often. */
    public boolean isUnsteady() {
        return Steadiness.isUnsteady(status, failing);
    }

    /**
     * Whether it served in the time before a round that saw {@code kind}; empty where that is not known. A first failure
     * does not tell since when, nor whether more than one request was lost.
     */
    public Optional<Boolean> served(Observation.Kind kind) {
        if (freshSince != null) {
            return Optional.empty();
        }
        return switch (kind) {
            case PASSED, SLOW, PARTIAL -> Optional.of(true);
            case FAILED, VANISHED -> isSuspect() ? Optional.of(false) : Optional.empty();
            case INCONCLUSIVE -> Optional.empty();
        };
    }

    HealthState failing(int sum) {
        return new HealthState(status, since, direction, streak, freshSince, recent, sum);
    }

    /** Whether the status changed too often lately to be believed at once. */
    public boolean isFlapping(Instant now, HealthPolicy policy) {
        return within(now, policy.flapWindow()).size() >= policy.flapTransitions();
    }

    List<Instant> within(Instant now, Duration window) {
        return recent.stream()
                .filter(at -> at.isAfter(now.minus(window)) && !at.isAfter(now))
                .toList();
    }
}
