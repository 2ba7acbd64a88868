package io.kyozo.metrics.collect.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently replicas are measured. */
@ConfigMapping(prefix = "kyozo.metrics.collect")
public interface CollectConfig {
    /** Longest wait for one replica's counters; it then has no sample in this round. */
    @WithDefault("3s")
    Duration timeout();

    /** How many replicas are read at once; 1 to 100. */
    @WithDefault("16")
    int concurrency();

    /** Whether counters are read from the kernel's own files where replicas run on this host, before the runtime is asked. */
    @WithDefault("true")
    boolean kernelFiles();

    /** Rounds that can't be written, while the database is away, are kept in memory for so long. */
    @WithDefault("30m")
    Duration buffer();

    /** Time between two looks at what a replica holds on disk, for which its files are counted, one replica at a time. */
    @WithDefault("5m")
    Duration diskInterval();
}
