package io.kyozo.deployer.backup.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the data of managed services is backed up. */
@ConfigMapping(prefix = "kyozo.backup")
public interface BackupConfig {
    /** When a managed data service is backed up for which nothing else was set: five cron fields, UTC; {@code never} for never. */
    @WithDefault("0 3 * * *")
    String schedule();

    /** How many scheduled backups of such a service are kept; 1 to 365. */
    @WithDefault("7")
    int keep();

    /** How long one backup or restore may take. */
    @WithDefault("2h")
    Duration timeout();
}
