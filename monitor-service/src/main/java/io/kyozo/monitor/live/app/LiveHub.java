package io.kyozo.monitor.live.app;

import io.kyozo.sql.Notifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of all teams that have listeners on this instance. They are woken by the database's notifications, whichever
 * instance took the news in, and by a poll where those do not come.
 */
@ApplicationScoped
public class LiveHub {
    private final FeedStore store;
    private final Notifications notifications;
    private final Vertx vertx;
    private final LiveConfig config;
    private final Map<UUID, TeamFeed> feeds = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> listeners = new ConcurrentHashMap<>();
    private long timer;

    LiveHub(FeedStore store, Notifications notifications, Vertx vertx, LiveConfig config) {
        this.store = store;
        this.notifications = notifications;
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(FeedStore.CHANNEL, this::wakeAll);
        timer = vertx.setPeriodic(config.pollInterval().toMillis(), tick -> poll());
    }

    void stop(@Observes ShutdownEvent event) {
        boolean ignored = vertx.cancelTimer(timer);
    }

    /**
     * A listener that knows all up to {@code after}; empty where the team has too many here. Its room is given back when
     * its items are cancelled.
     */
    public Optional<LiveSession> open(UUID teamId, long after) {
        int present = listeners.merge(teamId, 1, Integer::sum);
        if (present > config.listenersPerTeam()) {
            giveRoom(teamId);
            return Optional.empty();
        }
        return Optional.of(new LiveSession(teamId, after, store, this));
    }

    /** The feed of a listener's team, which wakes it from now on; it knows all up to {@code position}. */
    TeamFeed feed(LiveSession listener, long position) {
        TeamFeed feed = feeds.compute(listener.teamId(), (id, present) -> {
            TeamFeed joined = present == null ? new TeamFeed(id, store, position, config) : present;
            joined.join(listener);
            return joined;
        });
        feed.wake();
        return feed;
    }

    void left(LiveSession listener, @Nullable TeamFeed feed) {
        giveRoom(listener.teamId());
        if (feed != null) {
            feeds.compute(listener.teamId(), (id, present) -> feed.leave(listener) && present == feed ? null : present);
        }
    }

    private void giveRoom(UUID teamId) {
        listeners.computeIfPresent(teamId, (id, count) -> count > 1 ? count - 1 : null);
    }

    private void poll() {
        if (!notifications.isListening(FeedStore.CHANNEL)) {
            wakeAll();
        }
    }

    void wakeAll() {
        feeds.values().forEach(TeamFeed::wake);
    }
}
