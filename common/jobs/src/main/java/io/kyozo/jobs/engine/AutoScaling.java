package io.kyozo.jobs.engine;

import java.time.Duration;

/**
 * Decides how many jobs of a queue each instance should run at once. It grows fast, by half at a time, while more jobs
 * wait than the workers will soon have done or they wait for too long; it shrinks one by one, and only after it has been
 * calm for a while, so that it does not swing.
 *
 * @param least fewest workers, 1 or more
 * @param most most workers, not fewer than {@code least}
 * @param jobsPerWorker how many ready jobs there may be for each worker
 * @param longestWait how long ready jobs may wait on average
 * @param growEvery between two steps up, so that the first can show its effect
 * @param shrinkAfter between the last step of any kind and a step down
 */
public record AutoScaling(
        int least, int most, int jobsPerWorker, Duration longestWait, Duration growEvery, Duration shrinkAfter) {
    private static final double IDLE = 0.5;

    public AutoScaling {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "kyozo.jobs-scaling.least must be at least 1 and at most kyozo.jobs-scaling.most, not " + least
                            + " and " + most);
        }
        if (jobsPerWorker < 1) {
            throw new IllegalArgumentException("kyozo.jobs-scaling.jobs-per-worker must be at least 1");
        }
    }

    /** How many workers there should be now. */
    public int workers(Seen seen) {
        if (isOverloaded(seen)) {
            return seen.sinceChange().compareTo(growEvery) < 0 ? seen.workers() : bounded(grown(seen.workers()));
        }
        if (isCalm(seen) && seen.sinceChange().compareTo(shrinkAfter) >= 0) {
            return bounded(seen.workers() - 1);
        }
        return bounded(seen.workers());
    }

    private boolean isOverloaded(Seen seen) {
        return seen.ready() > (long) jobsPerWorker * seen.workers()
                || (seen.ready() > 0 && seen.averageWait().compareTo(longestWait) > 0);
    }

    private static boolean isCalm(Seen seen) {
        return seen.ready() == 0 && seen.busy() <= seen.workers() * IDLE;
    }

    private static int grown(int workers) {
        return workers + Math.max(1, workers / 2);
    }

    private int bounded(int workers) {
        return Math.max(least, Math.min(most, workers));
    }

    /**
     * A queue as it is seen.
     *
     * @param workers jobs that each instance runs at once now
     * @param busy how many run on this instance
     * @param ready jobs that wait for a worker
     * @param averageWait that these have waited by now
     * @param sinceChange since the number of workers was last changed
     */
    public record Seen(int workers, int busy, long ready, Duration averageWait, Duration sinceChange) {}
}
