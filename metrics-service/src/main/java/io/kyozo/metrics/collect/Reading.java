package io.kyozo.metrics.collect;

import java.time.Instant;

/**
 * Counters of a replica as they stood at one moment. They only rise, and start at 0 when the replica is started anew.
 *
 * @param at when
 * @param cpuNanos CPU time, in nanoseconds
 * @param memoryBytes working set now
 * @param memoryLimitBytes 0 for none
 * @param networkReceivedBytes received
 * @param networkSentBytes sent
 * @param diskReadBytes read
 * @param diskWrittenBytes written
 * @param pids processes and threads now
 */
public record Reading(
        Instant at,
        long cpuNanos,
        long memoryBytes,
        long memoryLimitBytes,
        long networkReceivedBytes,
        long networkSentBytes,
        long diskReadBytes,
        long diskWrittenBytes,
        int pids) {}
