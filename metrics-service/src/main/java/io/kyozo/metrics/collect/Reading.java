package io.kyozo.metrics.collect;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counters of a replica as they stood at one moment. Those that rise start at 0 when the replica is started anew.
 *
 * @param at when
 * @param counters what could be read; what is not there is not known
 */
public record Reading(Instant at, Map<Counter, Long> counters) {
    public Reading {
        counters = Map.copyOf(counters);
    }

    /** The counter; empty where it is not known. */
    public OptionalLong of(Counter counter) {
        Long value = counters.get(counter);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** With further counters, which win. */
    public Reading with(Map<Counter, Long> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<Counter, Long> all = new EnumMap<>(Counter.class);
        all.putAll(counters);
        all.putAll(more);
        return new Reading(at, all);
    }
}
