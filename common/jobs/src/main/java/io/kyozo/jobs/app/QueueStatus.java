package io.kyozo.jobs.app;

/**
 * A queue on this instance.
 *
 * @param queue its name
 * @param concurrency how many of its jobs run at once here, at most
 * @param paused whether no jobs are claimed
 * @param active how many run here now
 */
public record QueueStatus(String queue, int concurrency, boolean paused, int active) {}
