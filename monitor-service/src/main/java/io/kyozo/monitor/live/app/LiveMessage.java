package io.kyozo.monitor.live.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.Snapshot;
import io.kyozo.monitor.live.Topic;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire: first a {@code snapshot} (unless the listener resumes), then an {@code event} for each thing
 * that happens. Whoever reconnects with {@code ?after=<position>} of the last message goes on from there. Of topics that
 * the listener asked for come {@code logs} and {@code metrics}, which say their place in {@code offset} instead; {@code
 * fresh} says that what was told of the topic before is out of date.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveMessage(
        String type,
        @Nullable Long position,
        @Nullable Long offset,
        @Nullable Boolean fresh,
        @Nullable String topic,
        @Nullable UUID subject,
        @Nullable Instant time,
        @Nullable String correlationId,
        @JsonRawValue @Nullable String data,
        @JsonRawValue @Nullable String services,
        @JsonRawValue @Nullable String deployments,
        @Nullable String detail) {

    /** The message that tells of {@code item}. */
    public static String of(LiveItem item) {
        if (item instanceof FeedEntry entry) {
            return of(entry);
        }
        return item instanceof Glimpse glimpse ? of(glimpse) : of((Snapshot) item);
    }

    /** Says that {@code topic} is told of from now on. */
    public static String subscribed(String topic) {
        return answer("subscribed", topic, null);
    }

    /** Says that {@code topic} is not told of, and why. */
    public static String refused(String topic, String why) {
        return answer("refused", topic, why);
    }

    private static String answer(String type, String topic, @Nullable String detail) {
        return EventJson.write(
                new LiveMessage(type, null, null, null, topic, null, null, null, null, null, null, detail));
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
                null,
                null,
                snapshot.services(),
                snapshot.deployments(),
                null));
    }

    private static String of(FeedEntry entry) {
        return EventJson.write(new LiveMessage(
                "event",
                entry.position(),
                null,
                null,
                entry.topic(),
                entry.subject(),
                entry.at(),
                entry.correlationId(),
                entry.data(),
                null,
                null,
                null));
    }

    private static String of(Glimpse glimpse) {
        Topic topic = glimpse.topic();
        return EventJson.write(new LiveMessage(
                topic.kind().name().toLowerCase(Locale.ROOT),
                null,
                glimpse.position(),
                glimpse.fresh() ? true : null,
                topic.toString(),
                topic.serviceId(),
                null,
                null,
                glimpse.data(),
                null,
                null,
                null));
    }
}
