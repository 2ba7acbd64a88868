package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.series.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rounds that are not written yet, oldest first. Past its capacity, the oldest go: memory is not without end. */
final class PendingRounds {
    private final int capacity;
    private final Deque<List<Sample>> rounds = new ArrayDeque<>();
    private long lost;

    /** @param capacity in rounds; at least 1 */
    PendingRounds(int capacity) {
        this.capacity = Math.max(1, capacity);
    }

    synchronized void add(List<Sample> round) {
        rounds.addLast(round);
        if (rounds.size() > capacity) {
            rounds.removeFirst();
            lost++;
        }
    }

    /** The oldest; stays until it is {@link #done}. */
    synchronized @Nullable List<Sample> next() {
        return rounds.peekFirst();
    }

    synchronized void done(List<Sample> round) {
        rounds.removeIf(one -> one == round);
    }

    synchronized int size() {
        return rounds.size();
    }

    /** How many rounds were given up so far. */
    synchronized long lost() {
        return lost;
    }
}
