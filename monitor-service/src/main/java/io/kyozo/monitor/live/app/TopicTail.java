package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.Tail;
import io.kyozo.monitor.live.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest of one topic, for all on this instance who look at it. */
final class TopicTail {
    private static final int CAPACITY = 60;
    private static final int PAGE = 20;

    private final LiveService service;
    private final Topic topic;
    private final Tail<Glimpse> tail;
    private final Set<LiveSession> listeners = ConcurrentHashMap.newKeySet();
    private volatile long leftAt = System.nanoTime();
    private @Nullable UUID stream;

    TopicTail(Topic topic, LiveService service, long maxChars) {
        this.topic = topic;
        this.service = service;
        this.tail = new Tail<>(CAPACITY, maxChars);
    }

    Topic topic() {
        return topic;
    }

    LiveService service() {
        return service;
    }

    /** Whether it is the first to look. */
    boolean join(LiveSession session) {
        boolean first = listeners.isEmpty();
        return listeners.add(session) && first;
    }

    void leave(LiveSession session) {
        if (listeners.remove(session)) {
            leftAt = System.nanoTime();
        }
    }

    boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Whether nobody has looked at it for {@code nanos}. */
    boolean isIdle(long nanos) {
        return listeners.isEmpty() && System.nanoTime() - leftAt > nanos;
    }

    void add(Glimpse glimpse) {
        if (tail.add(List.of(glimpse))) {
            listeners.forEach(LiveSession::wake);
        }
    }

    /** Of several streams the latest counts: it begins anew, and what an earlier one still says is passed over. */
    synchronized void add(Glimpse glimpse, UUID from) {
        int order = stream == null ? 1 : from.compareTo(stream);
        if (order > 0) {
            stream = from;
            tail.clear();
        }
        if (order >= 0) {
            add(glimpse);
        }
    }

    List<Glimpse> all() {
        return tail.all();
    }

    Optional<List<Glimpse>> after(long position) {
        return tail.after(position, PAGE);
    }
}
