package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.Tier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often samples are taken, and how long they are kept: each sample, and beside them summaries for longer. */
@ConfigMapping(prefix = "kyozo.metrics.series")
public interface SeriesConfig {
    /** Time between two samples of a replica; from 1 s to 60 s. */
    @WithDefault("10s")
    Duration interval();

    /** Samples older than this are dropped, a whole day at a time; at least a day. */
    @WithDefault("30d")
    Duration retention();

    /** Summaries of minutes older than this are dropped, a whole day at a time. */
    @WithDefault("30d")
    Duration minuteRetention();

    /** Summaries of hours older than this are dropped, 32 days at a time. */
    @WithDefault("400d")
    Duration hourRetention();

    /** Summaries of days older than this are dropped, 512 days at a time. */
    @WithDefault("1830d")
    Duration dayRetention();

    /** Samples are compressed once their half hour has been over for so long. */
    @WithDefault("2m")
    Duration lateness();

    /** How long a tier is kept. */
    default Duration retention(Tier tier) {
        return switch (tier) {
            case RAW -> retention();
            case MINUTE -> minuteRetention();
            case HOUR -> hourRetention();
            case DAY -> dayRetention();
        };
    }
}
