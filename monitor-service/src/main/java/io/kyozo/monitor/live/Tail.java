package io.kyozo.monitor.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest entries of a team's feed, shared by all its listeners: each of them is only a position in it. It holds a
 * bounded number of entries and of characters; a listener that falls behind its end has to begin with a snapshot.
 */
public final class Tail {
    private final int capacity;
    private final long maxChars;
    private final Deque<FeedEntry> entries = new ArrayDeque<>();
    private long chars;
    /** Entries up to here are not in it. */
    private long floor;

    private long last;

    /** An empty one, for what comes after {@code position}. */
    public Tail(long position, int capacity, long maxChars) {
        this.capacity = capacity;
        this.maxChars = maxChars;
        this.floor = position;
        this.last = position;
    }

    /** Adds entries, in order; those that are in it already are left out. Whether anything was new. */
    public synchronized boolean add(List<FeedEntry> more) {
        boolean added = false;
        for (FeedEntry entry : more) {
            if (entry.position() > last) {
                entries.addLast(entry);
                chars += entry.data().length();
                last = entry.position();
                added = true;
            }
        }
        while (entries.size() > capacity || chars > maxChars && !entries.isEmpty()) {
            FeedEntry oldest = entries.removeFirst();
            chars -= oldest.data().length();
            floor = oldest.position();
        }
        return added;
    }

    /** Position of the newest entry. */
    public synchronized long last() {
        return last;
    }

    /** At most {@code limit} entries after {@code position}; empty where some of them are no longer in it. */
    public synchronized Optional<List<FeedEntry>> after(long position, int limit) {
        if (position < floor) {
            return Optional.empty();
        }
        return Optional.of(
                position >= last
                        ? List.of()
                        : entries.stream()
                                .filter(entry -> entry.position() > position)
                                .limit(limit)
                                .toList());
    }
}
