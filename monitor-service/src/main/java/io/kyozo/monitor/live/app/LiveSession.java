package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.sql.WakeLoop;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One listener's way through its team's feed: all entries in order, none twice. */
final class LiveSession {
    private static final Logger LOG = Logger.getLogger(LiveSession.class);
    private static final int PAGE = 200;

    private final UUID teamId;
    private final FeedStore store;
    private final Listener listener;
    private final WakeLoop loop;
    /** Of the last entry told. Only the loop writes it, one run at a time. */
    private volatile long position;

    private volatile boolean open;

    LiveSession(UUID teamId, FeedStore store, Listener listener) {
        this.teamId = teamId;
        this.store = store;
        this.listener = listener;
        this.loop = new WakeLoop(this::drain, failure -> LOG.warnf("A listener could not be told: %s", failure));
    }

    UUID teamId() {
        return teamId;
    }

    /** Begins after {@code after} where the feed reaches back to it, with a snapshot where it does not. */
    Uni<Void> open(long after) {
        return store.reaches(teamId, after)
                .chain(reaches -> reaches ? resume(after) : snapshot())
                .invoke(() -> {
                    open = true;
                    loop.wake();
                });
    }

    void wake() {
        if (open) {
            loop.wake();
        }
    }

    void close() {
        open = false;
    }

    private Uni<Void> resume(long after) {
        position = after;
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> snapshot() {
        return store.snapshot(teamId)
                .invoke(snapshot -> position = snapshot.position())
                .chain(listener::tell);
    }

    private Uni<Void> drain() {
        return Uni.createFrom()
                .deferred(() -> store.after(teamId, position, PAGE).call(this::tell))
                .repeat()
                .until(entries -> entries.size() < PAGE || !open)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(List<FeedEntry> entries) {
        return Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToUniAndConcatenate(entry -> listener.tell(entry).invoke(() -> position = entry.position()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
