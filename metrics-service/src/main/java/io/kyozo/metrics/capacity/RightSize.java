package io.kyozo.metrics.capacity;

import java.time.Instant;
import java.util.Optional;

/**
 * How much a replica should be given: what it needed 95 % of the time with room above it, and of memory never less than
 * its peak, since who lacks memory is killed and who lacks CPU only waits.
 *
 * @param cpuCores limit, rounded up to 0.05 cores
 * @param memoryBytes limit, rounded up to 16 MiB
 * @param cpuP95 what it is based on, in cores
 * @param memoryP95 what it is based on, in bytes
 * @param memoryPeak what it is based on, in bytes
 * @param hours of data
 * @param from when the first of them began
 * @param until when the last of them ended
 */
public record RightSize(
        double cpuCores,
        long memoryBytes,
        double cpuP95,
        double memoryP95,
        double memoryPeak,
        long hours,
        Instant from,
        Instant until) {
    /** With less data than a day's, one busy hour would decide. */
    public static final long LEAST_HOURS = 24;

    private static final double HEAD_ROOM = 1.25;
    private static final double PEAK_ROOM = 1.1;
    private static final double CPU_STEPS = 20;
    private static final double LEAST_CPU = 0.05;
    private static final long MEMORY_STEP = 16L << 20;

    /** Empty where there are fewer than {@value #LEAST_HOURS} hours of data. */
    public static Optional<RightSize> of(
            double cpuP95, double memoryP95, double memoryPeak, long hours, Instant from, Instant until) {
        if (hours < LEAST_HOURS) {
            return Optional.empty();
        }
        double cores = Math.max(LEAST_CPU, Math.ceil(cpuP95 * HEAD_ROOM * CPU_STEPS) / CPU_STEPS);
        double wanted = Math.max(memoryP95 * HEAD_ROOM, memoryPeak * PEAK_ROOM);
        long bytes = Math.max(1, (long) Math.ceil(wanted / MEMORY_STEP)) * MEMORY_STEP;
        return Optional.of(new RightSize(cores, bytes, cpuP95, memoryP95, memoryPeak, hours, from, until));
    }
}
