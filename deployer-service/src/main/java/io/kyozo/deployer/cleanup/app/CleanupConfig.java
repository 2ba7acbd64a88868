package io.kyozo.deployer.cleanup.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How what runs is kept in step with what should, and what is removed when. */
@ConfigMapping(prefix = "kyozo.cleanup")
public interface CleanupConfig {
    /** How often what runs is compared with what should. */
    @WithDefault("PT10S")
    Duration every();

    /** How long an object with our label that nobody accounts for is left alone. */
    @WithDefault("30s")
    Duration orphanGrace();

    /** The same for volumes, which hold what can't be made again. */
    @WithDefault("P7D")
    Duration volumeGrace();

    /** How many releases of a workspace keep their images, so that going back needs no build. */
    @WithDefault("3")
    int keepReleases();

    /** After this many ends in a row, soon after it went live, a deployment is rolled back. */
    @WithDefault("3")
    int crashLoopEnds();

    /** When all is cleaned up: five cron fields, UTC. */
    @WithDefault("0 2 * * *")
    String nightly();

    /** How much of what builds leave as cache is kept; the oldest of it goes first. */
    @WithDefault("5G")
    MemorySize buildCache();

    /** How long ended deployments are kept with their audit trails; those that may still be gone back to are kept longer. */
    @WithDefault("P365D")
    Duration deploymentsFor();

    /** How long is remembered of a replica that it was there. */
    @WithDefault("P30D")
    Duration replicasFor();

    /** Disks. */
    Disk disk();

    /** Disks. */
    interface Disk {
        /** Folders whose disks are watched. Without any: the working folder, and the engine's where it is usual. */
        Optional<List<Path>> paths();

        /** From this percentage on fewer releases keep their images; 1 to 100. */
        @WithDefault("80")
        int highPercent();

        /** From this percentage on only what runs keeps its images, and people are told; 1 to 100. */
        @WithDefault("92")
        int criticalPercent();
    }
}
