package io.kyozo.monitor.live.app;

import io.kyozo.sql.Notifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All listeners of this instance. They are woken by the database's notifications, whichever instance took the news in,
 * and by a poll where those do not come.
 */
@ApplicationScoped
public class LiveHub {
    private final FeedStore store;
    private final Notifications notifications;
    private final Vertx vertx;
    private final LiveConfig config;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
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

    /** Whether {@code teamId} may have one more listener here. */
    public boolean hasRoom(UUID teamId) {
        long present = sessions.values().stream()
                .filter(session -> session.teamId().equals(teamId))
                .count();
        return present < config.listenersPerTeam();
    }

    /** Tells {@code listener} all that happens in its team after {@code after}, until it {@link #leave}s. */
    public Uni<Void> join(String id, UUID teamId, long after, Listener listener) {
        LiveSession session = new LiveSession(teamId, store, listener);
        sessions.put(id, session);
        return session.open(after);
    }

    public void leave(String id) {
        LiveSession session = sessions.remove(id);
        if (session != null) {
            session.close();
        }
    }

    private void poll() {
        if (!notifications.isListening(FeedStore.CHANNEL)) {
            wakeAll();
        }
    }

    private void wakeAll() {
        sessions.values().forEach(LiveSession::wake);
    }
}
