package io.kyozo.metrics.scrape.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reading what services export themselves, at their own {@code /metrics}. What is too much is refused as a whole. */
@ConfigMapping(prefix = "kyozo.metrics.scrape")
public interface ScrapeConfig {
    /** Whether exports are read. */
    @WithDefault("true")
    boolean enabled();

    /** Time between two readings of a replica's export. */
    @WithDefault("30s")
    Duration interval();

    /** Where a replica's export is. */
    @WithDefault("/metrics")
    String path();

    /** Longest time for one export, from the connection to its last byte. */
    @WithDefault("5s")
    Duration timeout();

    /** Most bytes of an export, unpacked. */
    @WithDefault("4000000")
    long maxBytes();

    /** Most series of a replica. */
    @WithDefault("1000")
    int maxSeries();

    /** A replica that has no export, or one that was refused, is asked again after so long. */
    @WithDefault("10m")
    Duration retryAfter();

    /** How many exports are read at once. */
    @WithDefault("8")
    int concurrency();
}
