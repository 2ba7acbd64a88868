package io.kyozo.monitor.live.app;

import io.quarkus.runtime.configuration.MemorySize;
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
    @WithDefault("1000")
    int listenersPerTeam();

    /** How often the feed is looked at where the database's notifications do not come in. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How many of a team's newest entries are held for its listeners; one that is further behind gets a snapshot. */
    @WithDefault("1000")
    int tailEntries();

    /** How much of them is held, in characters of their data. */
    @WithDefault("4M")
    MemorySize tailSize();

    /** A listener that takes longer to take one thing is cut off; it may come again and resume. */
    @WithDefault("30s")
    Duration patience();
}
