package io.kyozo.metrics.promql;

import java.time.Duration;
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
     * @param offset how long before
     */
    record Selector(List<LabelMatcher> matchers, @Nullable Duration range, Duration offset) implements Expression {}

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
     * @param matching which labels make a pair
     */
    record Binary(String operator, Expression left, Expression right, boolean bool, Labels matching)
            implements Expression {}

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
