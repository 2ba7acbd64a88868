package io.kyozo.monitor.live.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The live feed. */
@ConfigMapping(prefix = "kyozo.monitor.live")
public interface LiveConfig {
    /** How long the feed remembers; a listener that comes back later gets a snapshot instead of what it missed. */
    @WithDefault("1d")
    Duration retention();

    /** How many listeners a team may have on one instance. */
    @WithDefault("100")
    int listenersPerTeam();

    /** How often the feed is looked at where the database's notifications do not come in. */
    @WithDefault("500ms")
    Duration pollInterval();
}
