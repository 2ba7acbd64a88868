package io.kyozo.local.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The targets behind one host, each with its share of the requests (smooth weighted round robin, as in nginx). Choosing a
 * target and counting the request that goes to it is one step, so that once {@link #replace} has returned, no further
 * request reaches a target that was taken out, and its count is whole.
 */
final class Route {
    private final Map<Target, Seat> current = new LinkedHashMap<>();
    private final Map<Target, Seat> draining = new LinkedHashMap<>();

    /** {@code weights} by target; see {@link #replace}. */
    Route(Map<Target, Integer> weights) {
        replace(weights);
    }

    /** The same share for each. */
    static Map<Target, Integer> evenly(Target... targets) {
        Map<Target, Integer> weights = new LinkedHashMap<>();
        for (Target target : targets) {
            weights.put(target, 1);
        }
        return weights;
    }

    /**
     * Puts targets in force; those that are no longer among them stay listed until their last request ended. One of weight
     * 0 gets a request only where all others refuse it.
     */
    synchronized void replace(Map<Target, Integer> weights) {
        Map<Target, Seat> before = new LinkedHashMap<>(draining);
        before.putAll(current);
        current.clear();
        draining.clear();
        weights.forEach((target, weight) -> {
            Seat seat = before.getOrDefault(target, new Seat(target, weight));
            seat.weight(weight);
            current.put(target, seat);
        });
        before.forEach((target, seat) -> {
            if (!seat.isIdle() && !current.containsKey(target)) {
                draining.put(target, seat);
            }
        });
    }

    /** Chooses the next target that is not in {@code tried} and counts one request on it. */
    synchronized Optional<Target> acquire(Set<Target> tried) {
        Seat chosen = null;
        Seat spare = null;
        int best = 0;
        int total = 0;
        for (Seat seat : current.values()) {
            if (tried.contains(seat.target())) {
                continue;
            }
            if (seat.weight() == 0) {
                spare = seat;
                continue;
            }
            total += seat.weight();
            int credit = seat.earn();
            if (chosen == null || credit > best) {
                chosen = seat;
                best = credit;
            }
        }
        Seat taken = chosen == null ? spare : chosen;
        if (taken == null) {
            return Optional.empty();
        }
        taken.pay(total);
        return Optional.of(taken.target());
    }

    /** The request that {@link #acquire} counted has ended. */
    synchronized void release(Target target) {
        Seat seat = seat(target);
        if (seat != null) {
            seat.release();
            if (seat.isIdle()) {
                draining.remove(target);
            }
        }
    }

    /** It answered, or did not: see {@link Counts#add}. */
    synchronized void count(Target target, long nanos, boolean failed) {
        Seat seat = seat(target);
        if (seat != null) {
            seat.count(nanos, failed);
        }
    }

    private @Nullable Seat seat(Target target) {
        Seat seat = current.get(target);
        return seat == null ? draining.get(target) : seat;
    }

    /** The targets in force with their weights. */
    synchronized Map<Target, Integer> weights() {
        Map<Target, Integer> weights = new LinkedHashMap<>();
        current.forEach((target, seat) -> weights.put(target, seat.weight()));
        return weights;
    }

    synchronized List<TargetStatus> status() {
        List<TargetStatus> all = new ArrayList<>();
        current.values().forEach(seat -> all.add(seat.status(false)));
        draining.values().forEach(seat -> all.add(seat.status(true)));
        return all;
    }
}
