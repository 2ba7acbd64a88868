package io.kyozo.metrics.series.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often samples are taken, and how long they are kept. */
@ConfigMapping(prefix = "kyozo.metrics.series")
public interface SeriesConfig {
    /** Time between two samples of a replica; from 1 s to 60 s. */
    @WithDefault("10s")
    Duration interval();

    /** Samples older than this are dropped, a whole day at a time; at least a day. */
    @WithDefault("30d")
    Duration retention();
}
