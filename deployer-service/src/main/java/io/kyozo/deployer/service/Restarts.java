package io.kyozo.deployer.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replica fares that ends by itself: it rests before each new start, longer each time, until it has run for long
 * enough (the kubelet's figures). A value; the time is always told.
 *
 * @param inARow ends since it last ran for {@link #STEADY_AFTER}
 * @param runningSince when it was last started; null while it rests
 * @param nextAt when it may be started again; null while it runs
 */
public record Restarts(
        int inARow,
        @Nullable Instant runningSince,
        @Nullable Instant nextAt) {
    /** After this long without an end, the count starts anew. */
    public static final Duration STEADY_AFTER = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** 10 s doubled so often is beyond the longest. */
    private static final int MOST_DOUBLINGS = 10;

    /** It runs since {@code now}, and never ended. */
    public static Restarts started(Instant now) {
        return new Restarts(0, now, null);
    }

    /** It ended: it rests for 10 s after the first end, twice as long after each further one, 5 min at most. */
    public Restarts ended(Instant now) {
        int ends = isSteady(now) ? 1 : inARow + 1;
        return new Restarts(ends, null, now.plus(rest(ends)));
    }

    /** It was ended from outside: that counts as no end of its own, and it need not rest. */
    public Restarts interrupted(Instant now) {
        return new Restarts(isSteady(now) ? 0 : inARow, null, now);
    }

    /** It was started again. */
    public Restarts again(Instant now) {
        return new Restarts(inARow, now, null);
    }

    /** The count starts anew where it ran for long enough. */
    public Restarts reviewed(Instant now) {
        return isSteady(now) ? new Restarts(0, runningSince, nextAt) : this;
    }

    /** Whether it has run for so long that its ends before no longer count. */
    public boolean isSteady(Instant now) {
        return runningSince != null && !now.isBefore(runningSince.plus(STEADY_AFTER));
    }

    /** Whether it has rested for long enough. */
    public boolean isDue(Instant now) {
        return nextAt == null || !now.isBefore(nextAt);
    }

    /** Whether it ends again and again: {@code threshold} times in a row or more. */
    public boolean isLoop(int threshold) {
        return inARow >= threshold;
    }

    /** How long it rests after {@code ends} in a row, 1 or more. */
    public static Duration rest(int ends) {
        int doublings = Math.min(Math.max(ends, 1) - 1, MOST_DOUBLINGS);
        Duration wait = FIRST.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
