package io.kyozo.runtime;

/**
 * Limits; 0 means none.
 *
 * @param memoryBytes in bytes, swap included
 * @param cpus in cores, such as 0.5
 * @param pids number of processes and threads
 * @param storageBytes that it may write outside its volumes, in bytes; kept to where the runtime can, see
 *     {@link RuntimeInfo.Capability#STORAGE_LIMIT}
 */
public record ResourceLimits(long memoryBytes, double cpus, int pids, long storageBytes) {
    public static final ResourceLimits NONE = new ResourceLimits(0, 0, 0);

    /** Without a limit on storage. */
    public ResourceLimits(long memoryBytes, double cpus, int pids) {
        this(memoryBytes, cpus, pids, 0);
    }
}
