package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.Expression.Many;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Series of two sides paired by their labels: one with one, or several with the same one ({@code group_left} and
 * {@code group_right}). Which labels the result has follows Prometheus' engine.
 */
final class Pairs {
    private final Expression.Binary binary;
    private final Expression.Matching matching;
    private final Operators operators;
    private final int steps;

    Pairs(Expression.Binary binary, Operators operators, int steps) {
        this.binary = binary;
        this.matching = binary.matching();
        this.operators = operators;
        this.steps = steps;
    }

    Answer of(Answer left, Answer right) {
        boolean manyRight = matching.many() == Many.RIGHT;
        Map<Map<String, String>, List<Line>> ones = byGroup((manyRight ? left : right).lines());
        ones.forEach(this::requireOneAtATime);
        Map<Map<String, String>, Line> results = new LinkedHashMap<>();
        for (Line line : (manyRight ? right : left).lines()) {
            for (Line one : ones.getOrDefault(group(line), List.of())) {
                double[] values = manyRight
                        ? operators.combined(one.values(), line.values(), true)
                        : operators.combined(line.values(), one.values(), true);
                put(results, labels(line, one), values);
            }
        }
        return new Answer(false, List.copyOf(results.values()));
    }

    private Map<Map<String, String>, List<Line>> byGroup(List<Line> lines) {
        Map<Map<String, String>, List<Line>> groups = new LinkedHashMap<>();
        lines.forEach(line ->
                groups.computeIfAbsent(group(line), key -> new ArrayList<>()).add(line));
        return groups;
    }

    private Map<String, String> group(Line line) {
        return Aggregation.group(line.labels(), matching.labels());
    }

    /** A replica that took another one's place has the same labels, but not at the same time. */
    private void requireOneAtATime(Map<String, String> group, List<Line> lines) {
        for (int step = 0; lines.size() > 1 && step < steps; step++) {
            int there = 0;
            for (Line line : lines) {
                there += Double.isNaN(line.values()[step]) ? 0 : 1;
            }
            if (there > 1) {
                throw several(group);
            }
        }
    }

    private QueryException several(Map<String, String> group) {
        return new QueryException("Several series on one side of \"" + binary.operator() + "\" have the labels " + group
                + ": sum them up first, say which labels count with on(), or which side may have several with"
                + " group_left or group_right.");
    }

    private Map<String, String> labels(Line many, Line one) {
        Map<String, String> labels = new TreeMap<>(many.labels());
        if (!operators.filters()) {
            labels.remove(LabelMatcher.NAME);
        }
        if (matching.many() == Many.NEITHER) {
            if (matching.labels().only()) {
                labels.keySet().retainAll(matching.labels().names());
            } else {
                matching.labels().names().forEach(labels::remove);
            }
        }
        for (String name : matching.include()) {
            String value = one.labels().getOrDefault(name, "");
            if (value.isEmpty()) {
                labels.remove(name);
            } else {
                labels.put(name, value);
            }
        }
        return labels;
    }

    private void put(Map<Map<String, String>, Line> results, Map<String, String> labels, double[] values) {
        double[] all = results.computeIfAbsent(labels, key -> new Line(key, Line.none(steps)))
                .values();
        for (int step = 0; step < steps; step++) {
            if (!Double.isNaN(values[step])) {
                if (!Double.isNaN(all[step])) {
                    throw several(labels);
                }
                all[step] = values[step];
            }
        }
    }
}
