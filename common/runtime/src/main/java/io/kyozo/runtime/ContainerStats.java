package io.kyozo.runtime;

import java.time.Instant;

/**
 * What a container has used. Counters only rise while it runs and start again at 0 when it is started anew.
 *
 * @param at when it was read
 * @param cpuNanos CPU time used since its start, in nanoseconds
 * @param memoryBytes working set now, in bytes, without the page cache that can be dropped
 * @param memoryLimitBytes 0 where there is none
 * @param networkRxBytes received since its start
 * @param networkTxBytes sent since its start
 * @param blockReadBytes read from disks since its start
 * @param blockWriteBytes written to disks since its start
 * @param pids processes and threads now
 */
public record ContainerStats(
        Instant at,
        long cpuNanos,
        long memoryBytes,
        long memoryLimitBytes,
        long networkRxBytes,
        long networkTxBytes,
        long blockReadBytes,
        long blockWriteBytes,
        int pids) {}
