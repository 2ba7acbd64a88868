package io.kyozo.monitor.live.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.Snapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire: first a {@code snapshot} (unless the listener resumes), then an {@code event} for each thing
 * that happens. Whoever reconnects with {@code ?after=<position>} of the last message goes on from there.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveMessage(
        String type,
        long position,
        @Nullable String topic,
        @Nullable UUID subject,
        @Nullable Instant time,
        @Nullable String correlationId,
        @JsonRawValue @Nullable String data,
        @JsonRawValue @Nullable String services,
        @JsonRawValue @Nullable String deployments) {

    /** The message that tells of {@code item}. */
    public static String of(LiveItem item) {
        return item instanceof FeedEntry entry ? of(entry) : of((Snapshot) item);
    }

    private static String of(Snapshot snapshot) {
        return EventJson.write(new LiveMessage(
                "snapshot",
                snapshot.position(),
                null,
                null,
                null,
                null,
                null,
                snapshot.services(),
                snapshot.deployments()));
    }

    private static String of(FeedEntry entry) {
        return EventJson.write(new LiveMessage(
                "event",
                entry.position(),
                entry.topic(),
                entry.subject(),
                entry.at(),
                entry.correlationId(),
                entry.data(),
                null,
                null));
    }
}
