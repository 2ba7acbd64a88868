package io.kyozo.metrics.promql;

import java.util.Map;
import java.util.Set;

/** The words of the query language that the parser must tell apart. */
final class Vocabulary {
    static final Set<String> AGGREGATIONS = Set.of(
            "sum",
            "avg",
            "min",
            "max",
            "count",
            "stddev",
            "stdvar",
            "group",
            "quantile",
            "topk",
            "bottomk",
            "count_values");
    static final Set<String> WITH_PARAMETER = Set.of("quantile", "topk", "bottomk", "count_values");
    static final Set<String> SETS = Set.of("and", "or", "unless");
    static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("and", 2),
            Map.entry("unless", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry("<", 3),
            Map.entry(">", 3),
            Map.entry("<=", 3),
            Map.entry(">=", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", 5),
            Map.entry("/", 5),
            Map.entry("%", 5),
            Map.entry("^", 6));

    private Vocabulary() {}
}
