package io.kyozo.monitor.live.app;

import io.kyozo.contracts.event.Event;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Takes what happens into the feed of its team. */
@ApplicationScoped
public class KeepFeed {
    /** The kind of entry that tells of a health alert, raised or resolved. */
    public static final String HEALTH_ALERT = "health-alert";

    private final FeedStore store;

    KeepFeed(FeedStore store) {
        this.store = store;
    }

    public Uni<Void> keep(Tx tx, Event<?> event) {
        return keep(
                tx,
                event.teamId(),
                event.type().topic(),
                event.subject(),
                event.time(),
                event.correlationId(),
                event.data());
    }

    public Uni<Void> keep(
            Tx tx, UUID teamId, String topic, UUID subject, Instant at, String correlationId, Object data) {
        return store.append(tx, teamId, new FeedEntry(0, topic, subject, at, correlationId, EventJson.write(data)));
    }
}
