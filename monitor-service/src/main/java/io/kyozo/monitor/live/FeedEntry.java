package io.kyozo.monitor.live;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened, as the feed tells it.
 *
 * @param position rises over a team's feed; whoever has seen one resumes after it
 * @param topic what kind of thing: an event's topic, or {@code health-alert}
 * @param subject the aggregate it happened to
 * @param at when
 * @param correlationId of the piece of work it belongs to
 * @param data as JSON
 */
public record FeedEntry(long position, String topic, UUID subject, Instant at, String correlationId, String data)
        implements LiveItem {
    @Override
    public int size() {
        return data.length();
    }
}
