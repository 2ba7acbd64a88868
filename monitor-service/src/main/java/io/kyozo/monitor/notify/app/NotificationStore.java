package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.notify.Message;
import io.kyozo.monitor.notify.Told;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was told to whom. */
public interface NotificationStore {
    /** What each channel was last told of each of its groups. */
    Uni<Map<Key, Told>> told();

    /** Keeps it; where it knows of no open alert any more, it is forgotten. */
    Uni<Void> keep(Tx tx, Key key, Told told);

    Uni<List<Alert>> alerts(Tx tx, Collection<UUID> ids);

    Uni<Void> add(Tx tx, Notification notification);

    Uni<Optional<Notification>> find(UUID id);

    Uni<Void> delivered(UUID id, Instant at);

    Uni<Void> failed(UUID id, String why);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Notification>> list(UUID teamId, Optional<UUID> before, int limit);

    /** Deletes those older than {@code age}; how many. */
    Uni<Integer> forget(Duration age);

    /**
     * A channel's group of alerts.
     *
     * @param group id of the workspace, or of the team for what is in none
     */
    record Key(UUID channelId, UUID group) {}

    /**
     * One message to one channel.
     *
     * @param id of the notification
     * @param channelId where to
     * @param teamId whose
     * @param message what is told
     * @param createdAt when it was due
     * @param deliveredAt when it was taken; null before
     * @param failure why the last try failed; null where none did
     */
    record Notification(
            UUID id,
            UUID channelId,
            UUID teamId,
            Message message,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            @Nullable String failure) {}
}
