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
