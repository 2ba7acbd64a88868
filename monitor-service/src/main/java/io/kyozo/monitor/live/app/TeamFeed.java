package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Tail;
import io.kyozo.sql.WakeLoop;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** A team's feed as all its listeners on this instance read it: each entry is fetched once, however many they are. */
final class TeamFeed {
    private static final Logger LOG = Logger.getLogger(TeamFeed.class);
    private static final int PAGE = 200;

    private final UUID teamId;
    private final FeedStore store;
    private final Tail tail;
    private final WakeLoop loop;
    private final AtomicInteger listeners = new AtomicInteger();
    /** Only the loop changes it, one run at a time. */
    private volatile CompletableFuture<Boolean> news = new CompletableFuture<>();

    TeamFeed(UUID teamId, FeedStore store, long position, LiveConfig config) {
        this.teamId = teamId;
        this.store = store;
        this.tail = new Tail(position, config.tailEntries(), config.tailSize().asLongValue());
        this.loop = new WakeLoop(this::fetch, failure -> LOG.warnf("A feed could not be read: %s", failure));
    }

    AtomicInteger listeners() {
        return listeners;
    }

    /** There may be something new. */
    void wake() {
        loop.wake();
    }

    /** Done when something new has come since it was asked for. Each listener has its own, to cancel as it likes. */
    CompletableFuture<Boolean> news() {
        return news.copy();
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
            CompletableFuture<Boolean> awaited = news;
            news = new CompletableFuture<>();
            boolean ignored = awaited.complete(true);
        }
    }
}
