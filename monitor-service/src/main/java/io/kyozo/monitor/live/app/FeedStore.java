package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Snapshot;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The feed, by team. */
public interface FeedStore {
    /** The channel on which the database says that there is something new. */
    String CHANNEL = "feed";

    /** Adds {@code entry} (its position is given by the store) when {@code tx} commits, and says so on {@link #CHANNEL}. */
    Uni<Void> append(Tx tx, UUID teamId, FeedEntry entry);

    /** At most {@code limit} entries after {@code position}, in order. */
    Uni<List<FeedEntry>> after(UUID teamId, long position, int limit);

    /** Whether nothing after {@code position} has been forgotten. */
    Uni<Boolean> reaches(UUID teamId, long position);

    Uni<Snapshot> snapshot(UUID teamId);

    /** A team's service that is being watched. */
    Uni<Optional<LiveService>> service(UUID teamId, UUID serviceId);

    /** Deletes entries older than {@code age}; how many. */
    Uni<Integer> forget(Duration age);
}
