package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One listener's way through its team's feed: all entries in order, none twice; and through the topics that it asked for.
 * It goes on only when the listener has taken what it was told, and holds nothing meanwhile: a listener that is too slow
 * for the feed gets a snapshot instead of what it missed, and of a topic the newest. Not to be asked twice at a time.
 */
public final class LiveSession {
    /** The position in a topic of whoever was told nothing of it. */
    public static final long NOWHERE = -1;

    private static final int PAGE = 200;

    /** Where the listener stands. */
    private enum Phase {
        NEW,
        /** It reads on from where it once was, from the database. */
        RESUMING,
        LIVE
    }

    private final UUID teamId;
    private final FeedStore store;
    private final LiveHub hub;
    private final Map<Topic, TopicCursor> cursors = new ConcurrentHashMap<>();
    private final AtomicReference<CompletableFuture<Boolean>> news = new AtomicReference<>(new CompletableFuture<>());
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Phase phase = Phase.NEW;
    /** Of the last entry told. */
    private volatile long position;

    private volatile @Nullable TeamFeed feed;

    LiveSession(UUID teamId, long after, FeedStore store, LiveHub hub) {
        this.teamId = teamId;
        this.position = after;
        this.store = store;
        this.hub = hub;
    }

    UUID teamId() {
        return teamId;
    }

    /** All that there is to tell, without end, as fast as it is taken. */
    public Multi<LiveItem> items() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .indefinitely()
                .onItem()
                .transformToIterable(items -> items)
                .onTermination()
                .invoke(this::close);
    }

    /** There may be something new. */
    void wake() {
        boolean ignored = news.getAndSet(new CompletableFuture<>()).complete(true);
    }

    /** How many topics it is told of. */
    int topics() {
        return cursors.size();
    }

    /** It is told of the topic too, from after {@code position} on where the tail reaches back to that. */
    void listen(TopicTail tail, long position) {
        cursors.put(tail.topic(), new TopicCursor(tail, position));
        if (closed.get()) {
            unlisten(tail.topic());
        }
        wake();
    }

    void unlisten(Topic topic) {
        TopicCursor left = cursors.remove(topic);
        if (left != null) {
            left.tail().leave(this);
        }
    }

    private Uni<List<LiveItem>> next() {
        return switch (phase) {
            case NEW -> begin();
            case RESUMING -> resume();
            case LIVE -> live(feed == null ? join() : feed);
        };
    }

    /** After what the listener knows where the feed reaches back to it, with a snapshot where it does not. */
    private Uni<List<LiveItem>> begin() {
        return store.reaches(teamId, position).chain(reaches -> {
            phase = Phase.RESUMING;
            return reaches ? resume() : snapshot();
        });
    }

    private Uni<List<LiveItem>> resume() {
        return store.after(teamId, position, PAGE)
                .chain(entries ->
                        entries.isEmpty() ? live(join()) : Uni.createFrom().item(told(entries)));
    }

    private Uni<List<LiveItem>> live(TeamFeed from) {
        phase = Phase.LIVE;
        // Taken before looking, so that what comes in between is not slept through.
        var awaited = news.get();
        var entries = from.after(position);
        if (entries.isEmpty()) {
            return snapshot();
        }
        List<LiveItem> items = new ArrayList<>(told(entries.get()));
        for (TopicCursor cursor : cursors.values()) {
            List<Glimpse> glimpses = cursor.next();
            items.addAll(glimpses);
        }
        return items.isEmpty()
                ? Uni.createFrom().completionStage(awaited).replaceWith(List.of())
                : Uni.createFrom().item(items);
    }

    private Uni<List<LiveItem>> snapshot() {
        return store.snapshot(teamId).map(snapshot -> {
            position = snapshot.position();
            return List.of(snapshot);
        });
    }

    private List<LiveItem> told(List<FeedEntry> entries) {
        position =
                entries.isEmpty() ? position : entries.get(entries.size() - 1).position();
        return List.copyOf(entries);
    }

    private TeamFeed join() {
        TeamFeed joined = hub.feed(this, position);
        feed = joined;
        return joined;
    }

    /** Gives its room back; its items do so by themselves when they are cancelled. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            List.copyOf(cursors.keySet()).forEach(this::unlisten);
            hub.left(this, feed);
        }
    }
}
