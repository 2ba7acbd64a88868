package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a queue over all instances. Claims from a queue that has a limit wait for each other.
 *
 * @param atOnce how many of its jobs are held at once; null for no limit
 * @param starts how many are begun in each {@code period}, and the most in a burst; null for no limit
 * @param period of {@code starts}
 * @param perKey how many jobs with the same concurrency key are held at once, by the type of the job that would be next;
 *     types that are not named have no such limit
 */
public record QueueLimits(
        @Nullable Integer atOnce, @Nullable Integer starts, Duration period, Map<String, Integer> perKey) {
    /** No limit. */
    public static final QueueLimits NONE = new QueueLimits(null, null, Duration.ofSeconds(1), Map.of());

    public QueueLimits {
        perKey = Map.copyOf(perKey);
        if (atOnce != null && atOnce < 1 || starts != null && starts < 1 || period.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "a queue's limits must be 1 or more: at once " + atOnce + ", starts " + starts + " in " + period);
        }
    }

    /** The same with these keys' limits. */
    public QueueLimits perKey(Map<String, Integer> value) {
        return new QueueLimits(atOnce, starts, period, value);
    }

    /** Whether there is any. */
    boolean isAny() {
        return atOnce != null || starts != null || !perKey.isEmpty();
    }
}
