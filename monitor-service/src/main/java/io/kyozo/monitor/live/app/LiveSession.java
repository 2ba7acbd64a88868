package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.LiveItem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One listener's way through its team's feed: all entries in order, none twice. It goes on only when the listener has
 * taken what it was told, and holds nothing meanwhile: a listener that is too slow for the feed gets a snapshot instead
 * of what it missed. Not to be asked twice at a time.
 */
public final class LiveSession {
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

    /** All that there is to tell, without end, as fast as it is taken. */
    public Multi<LiveItem> items() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .indefinitely()
                .onItem()
                .transformToIterable(items -> items)
                .onTermination()
                .invoke(this::leave);
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
        var news = from.news();
        var found = from.after(position);
        if (found.isEmpty()) {
            return snapshot();
        }
        return found.get().isEmpty()
                ? Uni.createFrom().completionStage(news).chain(() -> live(from))
                : Uni.createFrom().item(told(found.get()));
    }

    private Uni<List<LiveItem>> snapshot() {
        return store.snapshot(teamId).map(snapshot -> {
            position = snapshot.position();
            return List.of(snapshot);
        });
    }

    private List<LiveItem> told(List<FeedEntry> entries) {
        position = entries.get(entries.size() - 1).position();
        return List.copyOf(entries);
    }

    private TeamFeed join() {
        TeamFeed joined = hub.feed(teamId, position);
        feed = joined;
        return joined;
    }

    private void leave() {
        hub.left(teamId, feed);
    }
}
