package io.kyozo.monitor.check.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How services are probed. */
@ConfigMapping(prefix = "kyozo.monitor.check")
public interface CheckConfig {
    /** Pause between two rounds of probes of a service whose health is settled. */
    @WithDefault("30s")
    Duration interval();

    /** Pause while a change of health is in the offing. */
    @WithDefault("5s")
    Duration confirmInterval();

    /** Pause while a service that has just been deployed does not answer yet. */
    @WithDefault("1s")
    Duration startupInterval();

    /** Longest wait for one answer. */
    @WithDefault("10s")
    Duration timeout();

    /** An answer that takes longer than this is a slow one, and slow ones in a row make a service degraded. */
    @WithDefault("2s")
    Duration slowAfter();
}
