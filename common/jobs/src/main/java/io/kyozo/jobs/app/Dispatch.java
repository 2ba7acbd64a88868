package io.kyozo.jobs.app;

import java.time.Duration;

/**
 * How jobs are claimed and recorded.
 *
 * @param horizon as many jobs are claimed ahead as are done in this time
 * @param ahead the most jobs of a queue that are claimed ahead
 * @param batch the most jobs that are claimed at once
 * @param ageing a job that has been ready for so long is served in its turn whatever its priority
 * @param keepCompleted how many completed jobs of each queue a record is kept of
 */
public record Dispatch(Duration horizon, int ahead, int batch, Duration ageing, int keepCompleted) {
    /** As is usual, with a record of every job. */
    public static final Dispatch USUAL =
            new Dispatch(Duration.ofMillis(50), 2000, 1000, Duration.ofMinutes(1), Integer.MAX_VALUE);

    /** Whether jobs of the queue are subject to limits over all instances, and so never claimed ahead. */
    boolean isGuarded(String queue) {
        return false;
    }

    /** The same with another age. */
    public Dispatch ageing(Duration value) {
        return new Dispatch(horizon, ahead, batch, value, keepCompleted);
    }

    /** The same, with a record of so many completed jobs of each queue. */
    public Dispatch keepCompleted(int value) {
        return new Dispatch(horizon, ahead, batch, ageing, value);
    }
}
