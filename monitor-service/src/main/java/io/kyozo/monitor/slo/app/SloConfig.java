package io.kyozo.monitor.slo.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the time services shall serve. */
@ConfigMapping(prefix = "kyozo.monitor.slo")
public interface SloConfig {
    /** Part of the time, where nothing else was said for a service. */
    @WithDefault("0.999")
    double target();

    /** Over which the target holds. */
    @WithDefault("30d")
    Duration period();

    /** At most this much time counts between two probes; what is longer is not known. */
    @WithDefault("2m")
    Duration longestStep();

    /** How long the time served is kept by the day. */
    @WithDefault("400d")
    Duration retention();
}
