package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Tail;
import io.kyozo.sql.WakeLoop;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** A team's feed as all its listeners on this instance read it: each entry is fetched once, however many they are. */
final class TeamFeed {
    private static final Logger LOG = Logger.getLogger(TeamFeed.class);
    private static final int PAGE = 200;

    private final UUID teamId;
    private final FeedStore store;
    private final Tail<FeedEntry> tail;
    private final WakeLoop loop;
    private final Set<LiveSession> listeners = ConcurrentHashMap.newKeySet();

    TeamFeed(UUID teamId, FeedStore store, long position, LiveConfig config) {
        this.teamId = teamId;
        this.store = store;
        this.tail = new Tail<>(position, config.tailEntries(), config.tailSize().asLongValue());
        this.loop = new WakeLoop(this::fetch, failure -> LOG.warnf("A feed could not be read: %s", failure));
    }

    void join(LiveSession session) {
        boolean ignored = listeners.add(session);
    }

    /** Whether that was the last one. */
    boolean leave(LiveSession session) {
        return listeners.remove(session) && listeners.isEmpty();
    }

    /** There may be something new. */
    void wake() {
        loop.wake();
    }

    Optional<List<FeedEntry>> after(long position) {
        return tail.after(position, PAGE);
    }

    private Uni<Void> fetch() {
        return Uni.createFrom()
                .deferred(() -> store.after(teamId, tail.last(), PAGE).invoke(this::add))
                .repeat()
                .until(entries -> entries.size() < PAGE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void add(List<FeedEntry> entries) {
        if (tail.add(entries)) {
            listeners.forEach(LiveSession::wake);
        }
    }
}
