package io.kyozo.local.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The targets behind one host, in turn. Choosing a target and counting the request that goes to it is one step, so that
 * once {@link #replace} has returned, no further request reaches a target that was taken out, and its count is whole.
 */
final class Route {
    private final Map<Target, Integer> current = new LinkedHashMap<>();
    private final Map<Target, Integer> draining = new LinkedHashMap<>();
    private final Map<Target, Traffic> traffic = new HashMap<>();
    private int turn;

    Route(List<Target> targets) {
        replace(targets);
    }

    /** Puts {@code targets} in force; those that are no longer among them stay listed until their last request ended. */
    synchronized void replace(List<Target> targets) {
        Map<Target, Integer> counts = new LinkedHashMap<>(draining);
        counts.putAll(current);
        current.clear();
        draining.clear();
        targets.forEach(target -> current.put(target, counts.getOrDefault(target, 0)));
        counts.forEach((target, count) -> {
            if (count > 0 && !current.containsKey(target)) {
                draining.put(target, count);
            }
        });
        traffic.keySet().removeIf(target -> !current.containsKey(target) && !draining.containsKey(target));
    }

    /** Chooses the next target that is not in {@code tried} and counts one request on it. */
    synchronized Optional<Target> acquire(Set<Target> tried) {
        List<Target> choice = new ArrayList<>(current.keySet());
        choice.removeAll(tried);
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        turn = (turn + 1) & Integer.MAX_VALUE;
        Target chosen = choice.get(turn % choice.size());
        current.merge(chosen, 1, Integer::sum);
        return Optional.of(chosen);
    }

    /** The request that {@link #acquire} counted has ended. */
    synchronized void release(Target target) {
        if (current.computeIfPresent(target, (same, count) -> count - 1) == null) {
            draining.computeIfPresent(target, (same, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** What was asked of {@code target} so far. */
    synchronized Traffic traffic(Target target) {
        return traffic.computeIfAbsent(target, first -> new Traffic());
    }

    synchronized List<Target> targets() {
        return List.copyOf(current.keySet());
    }

    synchronized List<TargetStatus> status() {
        return Stream.concat(
                        current.entrySet().stream()
                                .map(each -> new TargetStatus(each.getKey(), each.getValue(), false)),
                        draining.entrySet().stream()
                                .map(each -> new TargetStatus(each.getKey(), each.getValue(), true)))
                .toList();
    }

    /** Whether nothing is left to send to or to wait for. */
    synchronized boolean isOver() {
        return current.isEmpty() && draining.isEmpty();
    }
}
