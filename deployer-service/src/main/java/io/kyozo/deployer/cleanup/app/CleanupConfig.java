package io.kyozo.deployer.cleanup.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what runs is kept in step with what should. */
@ConfigMapping(prefix = "kyozo.cleanup")
public interface CleanupConfig {
    /** How often what runs is compared with what should. */
    @WithDefault("PT10S")
    Duration every();

    /** How long an object with our label that nobody accounts for is left alone. */
    @WithDefault("30s")
    Duration orphanGrace();

    /** How many releases of a workspace keep their images, so that going back needs no build. */
    @WithDefault("3")
    int keepReleases();

    /** After this many ends in a row, soon after it went live, a deployment is rolled back. */
    @WithDefault("3")
    int crashLoopEnds();
}
