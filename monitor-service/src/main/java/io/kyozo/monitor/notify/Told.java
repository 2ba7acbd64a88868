package io.kyozo.monitor.notify;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a channel was last told of a group of alerts.
 *
 * @param firing the alerts that it was told are open
 * @param at when
 */
public record Told(Set<UUID> firing, Instant at) {
    /** Nothing yet. */
    public static final Told NOTHING = new Told(Set.of(), Instant.EPOCH);

    public Told {
        firing = Set.copyOf(firing);
    }
}
