package io.kyozo.metrics.promql;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a query is about, and how far back it looks. */
public final class Selectors {
    private final Map<Fetch, Reach> found = new LinkedHashMap<>();
    private @Nullable Duration finest;

    private Selectors() {}

    /**
     * What is fetched.
     *
     * @param selector which series
     * @param part what of their summaries
     */
    public record Fetch(Expression.Selector selector, Part part) {}

    /**
     * The moments that are looked at, in epoch milliseconds.
     *
     * @param from the first one, the selector's own range left out
     * @param to the last one
     */
    public record Reach(long from, long to) {
        private Reach and(Reach other) {
            return new Reach(Math.min(from, other.from), Math.max(to, other.to));
        }

        private Reach of(Expression.When when, Duration range) {
            return new Reach(when.moment(from) - range.toMillis(), when.moment(to));
        }
    }

    /** Of a query that is asked for moments from {@code start} to {@code end}. */
    public static Selectors of(Expression expression, Instant start, Instant end) {
        Selectors selectors = new Selectors();
        selectors.walk(expression, Part.LAST, new Reach(start.toEpochMilli(), end.toEpochMilli()));
        return selectors;
    }

    /** All that a query needs. */
    public Map<Fetch, Reach> needs() {
        return found;
    }

    /** The smallest time between two moments of a subquery; empty where there is none. */
    public Optional<Duration> finestStep() {
        return Optional.ofNullable(finest);
    }

    private void walk(Expression expression, Part part, Reach reach) {
        if (expression instanceof Expression.Selector selector) {
            found.merge(new Fetch(selector, part), reach.of(selector.when(), Duration.ZERO), Reach::and);
        } else if (expression instanceof Expression.Subquery subquery) {
            finest = finest == null || subquery.width().compareTo(finest) < 0 ? subquery.width() : finest;
            walk(subquery.of(), Part.LAST, reach.of(subquery.when(), subquery.range()));
        } else if (expression instanceof Expression.Negative negative) {
            walk(negative.of(), Part.LAST, reach);
        } else if (expression instanceof Expression.Binary binary) {
            walk(binary.left(), Part.LAST, reach);
            walk(binary.right(), Part.LAST, reach);
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> walk(argument, Part.of(call.function()), reach));
        } else if (expression instanceof Expression.Aggregate aggregate) {
            walk(aggregate.of(), Part.LAST, reach);
            if (aggregate.parameter() != null) {
                walk(aggregate.parameter(), Part.LAST, reach);
            }
        }
    }
}
