package io.kyozo.monitor.health;

import org.jspecify.annotations.Nullable;

/**
 * What one round of probes over all replicas of a service saw.
 *
 * @param kind what it amounts to
 * @param reason what was seen, in words
 * @param responseMillis of the slowest answer, in milliseconds; null where there was none
 */
public record Observation(
        Kind kind, String reason, @Nullable Long responseMillis) {
    /** The same, with what is known of the rounds before: an answer alone does not tell why it is held to be degraded. */
    public Observation in(HealthState state) {
        boolean explain = kind == Kind.PASSED && state.isUnsteady();
        return explain ? new Observation(kind, reason + ", and too many rounds before failed", responseMillis) : this;
    }

    /** What a round of probes amounts to. */
    public enum Kind {
        /** All replicas answered in good time. */
        PASSED,
        /** All answered, at least one too slowly. */
        SLOW,
        /** Some replicas failed. */
        PARTIAL,
        /** All replicas failed. */
        FAILED,
        /** No replica is there any more. */
        VANISHED,
        /** Nothing can be said: the runtime did not answer. Changes nothing. */
        INCONCLUSIVE
    }
}
