package io.kyozo.metrics.promql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query, or a part of one. */
public sealed interface Expression {
    /** A constant. */
    record Number(double value) implements Expression {}

    /** A constant text, which only some functions take. */
    record Text(String value) implements Expression {}

    /**
     * Series.
     *
     * @param range null for their value at a moment
     * @param when which moment that is
     */
    record Selector(List<LabelMatcher> matchers, @Nullable Duration range, When when) implements Expression {}

    /**
     * The moment at which something is looked at.
     *
     * @param offset how long before
     * @param at the moment itself, whatever is asked for; null for the one that is asked for
     */
    record When(Duration offset, @Nullable Instant at) {
        static final When NOW = new When(Duration.ZERO, null);

        /** In epoch milliseconds, where {@code asked} is asked for. */
        public long moment(long asked) {
            return (at == null ? asked : at.toEpochMilli()) - offset.toMillis();
        }
    }

    /**
     * A query asked for many moments of a time before, so that functions of a range can look at its values.
     *
     * @param of the query
     * @param range how far back
     * @param step between two moments, which are whole multiples of it; null for a minute
     * @param when the end of that time
     */
    record Subquery(Expression of, Duration range, @Nullable Duration step, When when) implements Expression {
        private static final Duration USUAL_STEP = Duration.ofMinutes(1);

        /** Between two moments. */
        public Duration width() {
            return step == null ? USUAL_STEP : step;
        }
    }

    /** A function's value. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /**
     * Many series made one, or a few.
     *
     * @param parameter such as the {@code k} of {@code topk}; null for none
     * @param grouping which labels make a group
     */
    record Aggregate(
            String operator, Expression of, @Nullable Expression parameter, Labels grouping) implements Expression {}

    /**
     * Two values made one.
     *
     * @param bool whether a comparison gives 0 or 1, and does not filter
     * @param matching what makes a pair
     */
    record Binary(String operator, Expression left, Expression right, boolean bool, Matching matching)
            implements Expression {}

    /**
     * What makes a pair of series.
     *
     * @param labels that both must have alike
     * @param many the side of which several may be paired with the same one of the other
     * @param include labels taken over from that one
     */
    record Matching(Labels labels, Many many, List<String> include) {}

    /** The side of a pair of which there may be several. */
    enum Many {
        NEITHER,
        LEFT,
        RIGHT
    }

    /** The negative. */
    record Negative(Expression of) implements Expression {}

    /**
     * Some labels, or all but some.
     *
     * @param names the labels
     * @param only whether it is these; all others where not
     */
    record Labels(List<String> names, boolean only) {}
}
