package io.kyozo.runtime;

/**
 * Limits; 0 means none.
 *
 * @param memoryBytes in bytes, swap included
 * @param cpus in cores, such as 0.5
 * @param pids number of processes and threads
 */
public record ResourceLimits(long memoryBytes, double cpus, int pids) {
    public static final ResourceLimits NONE = new ResourceLimits(0, 0, 0);
}
