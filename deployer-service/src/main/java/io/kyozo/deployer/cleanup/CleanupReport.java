package io.kyozo.deployer.cleanup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a clean-up did.
 *
 * @param id of the report
 * @param startedAt when it began
 * @param endedAt when it was done
 * @param disk how full the disks were when it began
 * @param removed what went from the runtime
 * @param failed what could not be removed now; it is tried again
 * @param rows of the database that went
 * @param keptOutputBytes packed output of removed replicas that went
 * @param buildCacheBytes cache of builds that went
 */
public record CleanupReport(
        UUID id,
        Instant startedAt,
        Instant endedAt,
        DiskLevel disk,
        List<Waste> removed,
        List<Waste> failed,
        int rows,
        long keptOutputBytes,
        long buildCacheBytes) {}
