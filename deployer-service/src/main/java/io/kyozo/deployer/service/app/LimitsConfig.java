package io.kyozo.deployer.service.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a replica may use where its topology does not say; 0 for no limit. */
@ConfigMapping(prefix = "kyozo.limits")
public interface LimitsConfig {
    /** Memory, swap included. */
    @WithDefault("1G")
    MemorySize memory();

    /** CPU cores, such as 0.5. */
    @WithDefault("0")
    double cpus();

    /** Processes and threads. */
    @WithDefault("512")
    int pids();

    /** What it may write outside its volumes; kept to where the runtime can. */
    @WithDefault("0")
    MemorySize storage();
}
