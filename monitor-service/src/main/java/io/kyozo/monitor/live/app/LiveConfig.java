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

    /** How many topics (a service's log or metrics) one listener may be told of at a time. */
    @WithDefault("20")
    int topicsPerListener();

    /** How many topics are looked at on one instance at a time, by all listeners together. */
    @WithDefault("400")
    int topics();

    /** How much of a topic is held for its listeners, in characters; one that is further behind gets the newest. */
    @WithDefault("128K")
    MemorySize topicSize();

    /** How long a topic is held that nobody looks at any more, for those who come back. */
    @WithDefault("1m")
    Duration linger();

    /** How often it is said which logs are looked at; they are told for three times as long. */
    @WithDefault("10s")
    Duration wishInterval();
}
