package io.kyozo.metrics.promql;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds what a query is about. */
public final class Selectors {
    private final Set<Expression.Selector> found = new LinkedHashSet<>();

    private Selectors() {}

    /** All selectors of a query. */
    public static Set<Expression.Selector> of(Expression expression) {
        Selectors selectors = new Selectors();
        selectors.walk(expression);
        return selectors.found;
    }

    private void walk(Expression expression) {
        if (expression instanceof Expression.Selector selector) {
            found.add(selector);
        } else if (expression instanceof Expression.Negative negative) {
            walk(negative.of());
        } else if (expression instanceof Expression.Binary binary) {
            walk(binary.left());
            walk(binary.right());
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(this::walk);
        } else if (expression instanceof Expression.Aggregate aggregate) {
            walk(aggregate.of());
            if (aggregate.parameter() != null) {
                walk(aggregate.parameter());
            }
        }
    }
}
