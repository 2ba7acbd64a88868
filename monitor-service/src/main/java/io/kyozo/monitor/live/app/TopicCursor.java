package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.Glimpse;
import java.util.ArrayList;
import java.util.List;

/** How far one listener has come in a topic. */
final class TopicCursor {
    private final TopicTail tail;
    private volatile long position;

    TopicCursor(TopicTail tail, long position) {
        this.tail = tail;
        this.position = position;
    }

    TopicTail tail() {
        return tail;
    }

    /** What follows; all that the tail holds, and said so, where something in between is missing. */
    List<Glimpse> next() {
        List<Glimpse> told = position == LiveSession.NOWHERE
                ? afresh(tail.all())
                : tail.after(position).orElseGet(() -> afresh(tail.all()));
        position = told.isEmpty() ? position : told.get(told.size() - 1).position();
        return told;
    }

    private static List<Glimpse> afresh(List<Glimpse> all) {
        List<Glimpse> told = new ArrayList<>(all);
        if (!told.isEmpty()) {
            told.set(0, told.get(0).afresh());
        }
        return told;
    }
}
