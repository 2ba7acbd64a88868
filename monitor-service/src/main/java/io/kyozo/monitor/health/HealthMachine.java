package io.kyozo.monitor.health;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges health. The status changes only after several rounds in a row speak for it (hysteresis), and gets better more
 * slowly while a service flaps; so one lost packet alarms nobody, and a service that comes and goes is not announced as
 * well each time. One that answers now and fails again and again is degraded, and as its single failures say little, it
 * takes more of them in a row to be down. The first judgement of fresh replicas is quick to be good and slow to be bad.
 */
public final class HealthMachine {
    private HealthMachine() {}

    /** The state after {@code observation} at {@code now}. */
    public static HealthState next(HealthState before, Observation observation, Instant now, HealthPolicy policy) {
        HealthState state = before.failing(Steadiness.next(before, observation.kind()));
        HealthStatus candidate = candidate(observation.kind(), state.isUnsteady());
        if (candidate == null || isExcused(state, candidate, now, policy)) {
            return state;
        }
        int direction = Integer.compare(rank(candidate), rank(state.status()));
        if (direction == 0) {
            return settled(state);
        }
        int streak = direction == state.direction() ? state.streak() + 1 : 1;
        if (streak >= threshold(state, candidate, direction, now, policy)) {
            return changed(state, candidate, now, policy);
        }
        return new HealthState(
                state.status(), state.since(), direction, streak, state.freshSince(), state.recent(), state.failing());
    }

    private static @Nullable HealthStatus candidate(Observation.Kind kind, boolean unsteady) {
        return switch (kind) {
            case PASSED -> unsteady ? HealthStatus.DEGRADED : HealthStatus.HEALTHY;
            case SLOW, PARTIAL -> HealthStatus.DEGRADED;
            case FAILED -> HealthStatus.UNHEALTHY;
            case VANISHED -> HealthStatus.GONE;
            case INCONCLUSIVE -> null;
        };
    }

    /** Replicas that are starting may fail for a while. */
    private static boolean isExcused(HealthState state, HealthStatus candidate, Instant now, HealthPolicy policy) {
        Instant fresh = state.freshSince();
        return fresh != null
                && rank(candidate) >= rank(HealthStatus.UNHEALTHY)
                // A clock that went back must not prolong the grace.
                && !now.isBefore(fresh)
                && now.isBefore(fresh.plus(policy.startupGrace()));
    }

    private static int threshold(
            HealthState state, HealthStatus candidate, int direction, Instant now, HealthPolicy policy) {
        if (direction > 0) {
            return candidate == HealthStatus.GONE
                    ? policy.goneThreshold()
                    : policy.failureThreshold() * (expectsFailures(state, candidate) ? 2 : 1);
        }
        if (state.isFlapping(now, policy)) {
            return policy.flapSuccessThreshold();
        }
        return state.freshSince() == null ? policy.successThreshold() : 1;
    }

    /** Of a service that fails every third time, three failures in a row are no news. */
    private static boolean expectsFailures(HealthState state, HealthStatus candidate) {
        return candidate == HealthStatus.UNHEALTHY && state.isUnsteady();
    }

    private static HealthState settled(HealthState state) {
        boolean good = state.status() == HealthStatus.HEALTHY;
        return new HealthState(
                state.status(), state.since(), 0, 0, good ? null : state.freshSince(), state.recent(), state.failing());
    }

    private static HealthState changed(HealthState state, HealthStatus to, Instant now, HealthPolicy policy) {
        List<Instant> recent = new ArrayList<>(state.within(now, policy.flapWindow()));
        // The first judgement is no change of mind, and what was not learnt is none of the service's.
        if (state.status() != HealthStatus.UNKNOWN
                && state.status() != HealthStatus.NO_DATA
                && to != HealthStatus.NO_DATA) {
            recent.add(now);
        }
        int kept = Math.min(recent.size(), policy.flapTransitions());
        List<Instant> newest = List.copyOf(recent.subList(recent.size() - kept, recent.size()));
        return new HealthState(to, now, 0, 0, null, newest, state.failing());
    }

    /** The state of a service of which nothing has been learnt for too long. */
    public static HealthState noData(HealthState state, Instant now, HealthPolicy policy) {
        return state.status() == HealthStatus.NO_DATA ? state : changed(state, HealthStatus.NO_DATA, now, policy);
    }

    /**
     * What tells nothing ranks beyond the worst, so that the first judgement is always an improvement, except in its
     * thresholds.
     */
    private static int rank(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> 0;
            case DEGRADED -> 1;
            case UNHEALTHY -> 2;
            case GONE -> 3;
            case NO_DATA -> 4;
            case UNKNOWN -> 5;
        };
    }
}
