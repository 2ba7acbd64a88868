package io.kyozo.metrics.promql;

import java.time.Duration;
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
     * How far from the moments that are asked for.
     *
     * @param before the first one, the selector's own range left out
     * @param after how long before the last one it may end
     */
    public record Reach(Duration before, Duration after) {
        private Reach and(Reach other) {
            return new Reach(
                    before.compareTo(other.before) > 0 ? before : other.before,
                    after.compareTo(other.after) < 0 ? after : other.after);
        }

        private Reach earlier(Duration range, Duration offset) {
            return new Reach(before.plus(range).plus(offset), after.plus(offset));
        }
    }

    public static Selectors of(Expression expression) {
        Selectors selectors = new Selectors();
        selectors.walk(expression, Part.LAST, new Reach(Duration.ZERO, Duration.ZERO));
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
            found.merge(new Fetch(selector, part), reach.earlier(Duration.ZERO, selector.offset()), Reach::and);
        } else if (expression instanceof Expression.Subquery subquery) {
            finest = finest == null || subquery.width().compareTo(finest) < 0 ? subquery.width() : finest;
            walk(subquery.of(), Part.LAST, reach.earlier(subquery.range(), subquery.offset()));
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
