package io.kyozo.metrics.series;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one replica used between two readings. Rates are null where there is no earlier reading to compare with: no data
 * is not zero.
 *
 * @param instanceId the replica
 * @param serviceId its service
 * @param at when the later reading was taken
 * @param cpu cores in use
 * @param memoryBytes working set, in bytes
 * @param memoryLimitBytes its limit, in bytes; 0 for none
 * @param networkReceive in bytes per second
 * @param networkSend in bytes per second
 * @param diskRead in bytes per second
 * @param diskWrite in bytes per second
 * @param pids processes and threads
 */
public record Sample(
        UUID instanceId,
        UUID serviceId,
        Instant at,
        @Nullable Double cpu,
        long memoryBytes,
        long memoryLimitBytes,
        @Nullable Double networkReceive,
        @Nullable Double networkSend,
        @Nullable Double diskRead,
        @Nullable Double diskWrite,
        int pids) {

    /** The value of one metric; null for no data. */
    public @Nullable Double value(Metric metric) {
        return switch (metric) {
            case CPU -> cpu;
            case MEMORY -> (double) memoryBytes;
            case NETWORK_RECEIVE -> networkReceive;
            case NETWORK_SEND -> networkSend;
            case DISK_READ -> diskRead;
            case DISK_WRITE -> diskWrite;
            case PIDS -> (double) pids;
        };
    }
}
