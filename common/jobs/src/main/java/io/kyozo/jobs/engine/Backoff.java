package io.kyozo.jobs.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: the wait before the next attempt is uniform between nothing and the ceiling,
 * which starts at {@code base} and doubles up to {@code cap} (M. Brooker, "Exponential Backoff And Jitter", 2015).
 *
 * @param base ceiling of the wait after the first failure, more than nothing
 * @param cap the highest ceiling, not less than {@code base}
 */
public record Backoff(Duration base, Duration cap) {
    public Backoff {
        if (base.isNegative() || base.isZero()) {
            throw new IllegalArgumentException("backoffBase must be more than nothing, not " + base);
        }
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("backoffCap " + cap + " must not be less than backoffBase " + base);
        }
    }

    /** The longest wait after attempt number {@code attempt}, from 1. */
    public Duration ceiling(int attempt) {
        long capMillis = cap.toMillis();
        int doublings = Math.max(0, attempt - 1);
        if (doublings >= 62) {
            return cap;
        }
        long factor = 1L << doublings;
        long baseMillis = Math.max(1, base.toMillis());
        return baseMillis > capMillis / factor ? cap : Duration.ofMillis(baseMillis * factor);
    }

    /** The wait after attempt number {@code attempt}, from 1. */
    public Duration after(int attempt, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(attempt).toMillis() + 1));
    }
}
