package io.kyozo.monitor.health;

import io.kyozo.contracts.state.HealthStatus;

/**
 * Whether a service that answers most of the time fails too often all the same: Page's cumulative sum test (Biometrika 41,
 * 1954) of "one round in four fails" against "one in twenty". Only rounds at their regular turn count, for those that
 * confirm ask about the same failure again; and only while it serves, for an outage is told as such.
 */
final class Steadiness {
    /**
     * From here on it is unsteady. A service that fails one round in twenty gets here by chance once in more than twelve
     * thousand rounds (e to the power of 40 × 0.236); one that fails one in three within some thirty.
     */
    static final int LIMIT = 40;

    /** The logarithms of the likelihood ratios, 1.609 and -0.236, as whole numbers. */
    private static final int FAILED = 7;

    private static final int PASSED = -1;

    private Steadiness() {}

    /** The sum after a round that saw {@code kind}. */
    static int next(HealthState state, Observation.Kind kind) {
        boolean serves = state.status() == HealthStatus.HEALTHY || state.status() == HealthStatus.DEGRADED;
        if (!serves || state.isUndecided()) {
            return state.failing();
        }
        int weight =
                switch (kind) {
                    case PASSED, SLOW, PARTIAL -> PASSED;
                    case FAILED, VANISHED -> FAILED;
                    case INCONCLUSIVE -> 0;
                };
        return Math.max(0, Math.min(LIMIT, state.failing() + weight));
    }

    /** It takes a while until an unsteady one is believed to be steady again. */
    static boolean isUnsteady(HealthStatus status, int failing) {
        return failing >= (status == HealthStatus.DEGRADED ? LIMIT / 2 : LIMIT);
    }
}
