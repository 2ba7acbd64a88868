package io.kyozo.metrics.threshold.app;

import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.ServiceTotals.Total;
import io.kyozo.metrics.threshold.app.BreachStore.Watched;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that rules over a time are about, in memory. Whoever begins to take samples has none of before: such a rule
 * says nothing until its window is full again, and what it said before stands.
 */
final class RollingValues {
    /** Rounds are never quite evenly apart. */
    private static final double FULL = 0.9;

    private final Map<Key, Deque<Total>> values = new HashMap<>();

    private record Key(UUID ruleId, UUID serviceId) {
        static Key of(Watched watched) {
            return new Key(watched.rule().id(), watched.serviceId());
        }
    }

    /** What the values up to {@code latest} come to; null while they do not go back far enough. */
    synchronized @Nullable Double add(Watched watched, Rolling rolling, Total latest) {
        Deque<Total> all = values.computeIfAbsent(Key.of(watched), key -> new ArrayDeque<>());
        Total last = all.peekLast();
        if (last != null && last.at().isAfter(latest.at())) {
            // The clock was set back: how far apart they are is not known.
            all.clear();
        } else if (last != null && last.at().equals(latest.at())) {
            // A round that could not be written comes again.
            all.removeLast();
        }
        all.addLast(latest);
        while (age(all, latest).compareTo(rolling.window()) > 0) {
            all.removeFirst();
        }
        if (age(all, latest).toNanos() < FULL * rolling.window().toNanos()) {
            return null;
        }
        return rolling.aggregate().of(all.stream().mapToDouble(Total::value).toArray());
    }

    private static Duration age(Deque<Total> all, Total latest) {
        return Duration.between(all.getFirst().at(), latest.at());
    }

    /** What is no longer watched is forgotten. */
    synchronized void keepOnly(Collection<Watched> watched) {
        values.keySet().retainAll(watched.stream().map(Key::of).collect(Collectors.toSet()));
    }
}
