package io.kyozo.runtime;

/**
 * What the machine has that containers run on; 0 stands for not known.
 *
 * @param memoryBytes of the whole machine, in bytes
 * @param cpus cores
 * @param freeDiskBytes left where images and volumes are kept, in bytes
 */
public record HostCapacity(long memoryBytes, int cpus, long freeDiskBytes) {
    public static final HostCapacity UNKNOWN = new HostCapacity(0, 0, 0);
}
