package io.kyozo.monitor.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest of what there is to tell, shared by all its listeners: each of them is only a position in it. It holds a
 * bounded number of items and of characters; a listener that falls behind its end has to begin anew.
 */
public final class Tail<T extends LiveItem> {
    private static final long NOWHERE = -1;

    private final int capacity;
    private final long maxChars;
    private final Deque<T> items = new ArrayDeque<>();
    private long chars;
    /** Whoever was told of less than up to here has missed something. */
    private long floor;

    private long last;

    /** An empty one, for what comes after {@code position}. */
    public Tail(long position, int capacity, long maxChars) {
        this.capacity = capacity;
        this.maxChars = maxChars;
        this.floor = position;
        this.last = position;
    }

    /** An empty one, which begins with the first item that comes, wherever that is. */
    public Tail(int capacity, long maxChars) {
        this(NOWHERE, capacity, maxChars);
    }

    /** Adds items, in order; those that are in it already are left out. Whether anything was new. */
    public synchronized boolean add(List<T> more) {
        boolean added = false;
        for (T item : more) {
            if (item.position() > last) {
                floor = floor == NOWHERE ? item.position() : floor;
                items.addLast(item);
                chars += item.size();
                last = item.position();
                added = true;
            }
        }
        while (items.size() > capacity || chars > maxChars && !items.isEmpty()) {
            T oldest = items.removeFirst();
            chars -= oldest.size();
            floor = oldest.position();
        }
        return added;
    }

    /** Position of the newest item. */
    public synchronized long last() {
        return last;
    }

    /** All that is in it. */
    public synchronized List<T> all() {
        return List.copyOf(items);
    }

    /** At most {@code limit} items after {@code position}; empty where some of them are no longer in it. */
    public synchronized Optional<List<T>> after(long position, int limit) {
        if (position < floor) {
            return Optional.empty();
        }
        return Optional.of(
                position >= last
                        ? List.of()
                        : items.stream()
                                .filter(item -> item.position() > position)
                                .limit(limit)
                                .toList());
    }

    /** Forgets all; what comes next is the beginning. */
    public synchronized void clear() {
        items.clear();
        chars = 0;
        floor = NOWHERE;
    }
}
