package io.kyozo.jobs.app;

import java.time.Duration;

/**
 * How fast an instance does a queue's jobs of late, and so how many it claims ahead: what it does in {@code horizon}, so
 * that a claim is on its way before the last one is used up, and no job lies here while it could run elsewhere.
 */
final class Pace {
    private static final long WINDOW = Duration.ofMillis(4).toNanos();

    private final Duration horizon;
    private final int most;
    private double perNano;
    private long ended;
    private long since;

    /** Ahead are never more than {@code most}. */
    Pace(Duration horizon, int most, long now) {
        this.horizon = horizon;
        this.most = most;
        this.since = now;
    }

    /** Jobs have ended. */
    void ended(int jobs) {
        ended += jobs;
    }

    /** Begins anew: nothing is claimed ahead until it is known again how fast it goes. */
    void reset(long now) {
        perNano = 0;
        ended = 0;
        since = now;
    }

    /** How many to claim ahead; {@code now} as of {@link System#nanoTime}. */
    int ahead(long now) {
        long elapsed = now - since;
        if (elapsed >= WINDOW) {
            double latest = (double) ended / elapsed;
            perNano = latest > perNano ? latest : (perNano + latest) / 2;
            ended = 0;
            since = now;
        }
        return (int) Math.min(most, perNano * horizon.toNanos());
    }
}
