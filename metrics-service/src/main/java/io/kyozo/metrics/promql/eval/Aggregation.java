package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Many series made one a group, or a few of each group chosen. */
final class Aggregation {
    private Aggregation() {}

    static Answer of(Expression.Aggregate aggregate, Answer vector, double[] parameter, int steps) {
        Map<Map<String, String>, List<Line>> groups = new LinkedHashMap<>();
        for (Line line : vector.lines()) {
            groups.computeIfAbsent(group(line.labels(), aggregate.grouping()), key -> new ArrayList<>())
                    .add(line);
        }
        List<Line> lines = new ArrayList<>();
        groups.forEach((labels, members) -> {
            switch (aggregate.operator()) {
                case "topk" -> lines.addAll(chosen(members, parameter, steps, true));
                case "bottomk" -> lines.addAll(chosen(members, parameter, steps, false));
                default -> lines.add(new Line(labels, summed(aggregate.operator(), members, parameter, steps)));
            }
        });
        return new Answer(false, lines);
    }

    /** How many series of each group have the same value, which becomes a label. */
    static Answer countValues(Expression.Aggregate aggregate, Answer vector, int steps) {
        if (!(aggregate.parameter() instanceof Expression.Text label)) {
            throw new QueryException("count_values takes the label's name as a text first.");
        }
        Map<Map<String, String>, double[]> counts = new LinkedHashMap<>();
        for (Line line : vector.lines()) {
            Map<String, String> group = group(line.labels(), aggregate.grouping());
            for (int step = 0; step < steps; step++) {
                if (!Double.isNaN(line.values()[step])) {
                    Map<String, String> labels = new TreeMap<>(group);
                    labels.put(label.value(), Numbers.text(line.values()[step]));
                    double[] all = counts.computeIfAbsent(labels, key -> Line.none(steps));
                    all[step] = Double.isNaN(all[step]) ? 1 : all[step] + 1;
                }
            }
        }
        return new Answer(
                false,
                counts.entrySet().stream()
                        .map(one -> new Line(one.getKey(), one.getValue()))
                        .toList());
    }

    /** The labels that are left of a series' in its group. */
    static Map<String, String> group(Map<String, String> labels, Expression.Labels grouping) {
        Map<String, String> left = new TreeMap<>(labels);
        if (grouping.only()) {
            left.keySet().retainAll(grouping.names());
        } else {
            left.keySet().removeAll(grouping.names());
            left.remove(LabelMatcher.NAME);
        }
        return left;
    }

    private static double[] summed(String operator, List<Line> members, double[] parameter, int steps) {
        double[] result = new double[steps];
        Arrays.setAll(result, step -> {
            double[] there = members.stream()
                    .mapToDouble(line -> line.values()[step])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            return there.length == 0
                    ? Double.NaN
                    : summed(operator, there, parameter.length == 0 ? 0 : parameter[step]);
        });
        return result;
    }

    private static double summed(String operator, double[] values, double parameter) {
        return switch (operator) {
            case "sum" -> Arrays.stream(values).sum();
            case "avg" -> Arrays.stream(values).average().orElse(Double.NaN);
            case "min" -> Arrays.stream(values).min().orElse(Double.NaN);
            case "max" -> Arrays.stream(values).max().orElse(Double.NaN);
            case "count" -> values.length;
            case "stddev" -> Math.sqrt(Windows.variance(values));
            case "stdvar" -> Windows.variance(values);
            case "quantile" -> Windows.quantile(parameter, values);
            default -> 1;
        };
    }

    /**
     * At each step, the first few by value; a series chosen at no step is left out. Of one moment, they are in order of
     * their values.
     */
    private static List<Line> chosen(List<Line> members, double[] parameter, int steps, boolean highest) {
        List<double[]> kept = members.stream().map(line -> Line.none(steps)).toList();
        for (int i = 0; i < steps; i++) {
            int step = i;
            Comparator<Integer> byValue =
                    Comparator.comparingDouble(member -> members.get(member).values()[step]);
            IntStream.range(0, members.size())
                    .boxed()
                    .filter(member -> !Double.isNaN(members.get(member).values()[step]))
                    .sorted(highest ? byValue.reversed() : byValue)
                    .limit((long) Math.max(0, parameter[step]))
                    .forEach(member ->
                            kept.get(member)[step] = members.get(member).values()[step]);
        }
        Comparator<Integer> byFirst = Comparator.comparingDouble(member -> kept.get(member)[0]);
        return IntStream.range(0, members.size())
                .boxed()
                .sorted(steps > 1 ? (one, other) -> 0 : highest ? byFirst.reversed() : byFirst)
                .filter(member -> Arrays.stream(kept.get(member)).anyMatch(value -> !Double.isNaN(value)))
                .map(member -> new Line(members.get(member).labels(), kept.get(member)))
                .toList();
    }
}
