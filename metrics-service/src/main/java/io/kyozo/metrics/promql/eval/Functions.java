package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.Part;
import io.kyozo.metrics.promql.QueryException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** One call of a function of values of a moment. Names and meanings are Prometheus'. */
final class Functions {
    private static final Map<String, DoubleUnaryOperator> SIMPLE = Map.ofEntries(
            Map.entry("abs", Math::abs),
            Map.entry("ceil", Math::ceil),
            Map.entry("floor", Math::floor),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("exp", Math::exp),
            Map.entry("ln", Math::log),
            Map.entry("log10", Math::log10),
            Map.entry("log2", value -> Math.log(value) / Math.log(2)),
            Map.entry("sgn", Math::signum),
            Map.entry("deg", Math::toDegrees),
            Map.entry("rad", Math::toRadians),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan));

    private static final double MILLIS = 1000;

    private final Evaluator evaluator;
    private final Expression.Call call;

    Functions(Evaluator evaluator, Expression.Call call) {
        this.evaluator = evaluator;
        this.call = call;
    }

    Answer value() {
        DoubleUnaryOperator simple = SIMPLE.get(call.function());
        if (simple != null) {
            return vector(0, 1).map(simple);
        }
        DoubleUnaryOperator calendar = Calendar.FIELDS.get(call.function());
        if (calendar != null) {
            return (call.arguments().isEmpty() ? vectorOf(moments()) : vector(0, 1)).map(calendar);
        }
        return switch (call.function()) {
            case "time" -> Evaluator.scalar(moments());
            case "pi" -> Evaluator.scalar(evaluator.filled(Math.PI));
            case "scalar" -> Evaluator.scalar(single(vector(0, 1)));
            case "vector" -> vectorOf(number(0, 1));
            case "round" -> rounded();
            case "clamp_min" -> clamped(number(1, 2), evaluator.filled(Double.POSITIVE_INFINITY));
            case "clamp_max" -> clamped(evaluator.filled(Double.NEGATIVE_INFINITY), number(1, 2));
            case "clamp" -> clamped(number(1, 3), number(2, 3));
            case "timestamp" -> timestamp();
            case "absent", "absent_over_time" -> absent();
            case "sort" -> sorted(Comparator.naturalOrder());
            case "sort_desc" -> sorted(Comparator.reverseOrder());
            case "label_replace", "label_join" -> Relabelling.of(call, evaluator.vector(argument(0)));
            case "histogram_quantile" ->
                Buckets.quantile(number(0, 2), vector(1, 2), evaluator.grid().steps());
            default ->
                throw new QueryException("There is no function " + call.function() + ", or it is not understood here.");
        };
    }

    private Expression argument(int index) {
        if (index >= call.arguments().size()) {
            throw new QueryException(call.function() + "() has too few arguments.");
        }
        return call.arguments().get(index);
    }

    private Expression argument(int index, int count) {
        if (call.arguments().size() != count) {
            throw new QueryException(call.function() + "() takes " + count + " arguments.");
        }
        return call.arguments().get(index);
    }

    private Answer vector(int index, int count) {
        return evaluator.vector(argument(index, count));
    }

    private double[] number(int index, int count) {
        return evaluator.scalarOf(argument(index, count));
    }

    private static Answer vectorOf(double[] values) {
        return new Answer(false, List.of(new Line(Map.of(), values)));
    }

    private double[] moments() {
        double[] values = evaluator.filled(0);
        Arrays.setAll(values, i -> evaluator.grid().at(i) / MILLIS);
        return values;
    }

    private double[] single(Answer vector) {
        double[] values = evaluator.filled(Double.NaN);
        for (int i = 0; i < values.length; i++) {
            int step = i;
            double[] there = vector.lines().stream()
                    .mapToDouble(line -> line.values()[step])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            values[i] = there.length == 1 ? there[0] : Double.NaN;
        }
        return values;
    }

    private Answer rounded() {
        double[] nearest = call.arguments().size() == 2 ? number(1, 2) : evaluator.filled(1);
        return each(evaluator.vector(argument(0)), (value, step) -> {
            double inverse = 1 / nearest[step];
            return Math.floor(value * inverse + 0.5) / inverse;
        });
    }

    private Answer clamped(double[] low, double[] high) {
        return each(
                evaluator.vector(argument(0)),
                (value, step) ->
                        low[step] > high[step] ? Double.NaN : Math.max(low[step], Math.min(high[step], value)));
    }

    private interface AtStep {
        double of(double value, int step);
    }

    private static Answer each(Answer vector, AtStep operator) {
        return new Answer(
                false,
                vector.lines().stream()
                        .map(line -> {
                            double[] values = new double[line.values().length];
                            Arrays.setAll(values, step -> operator.of(line.values()[step], step));
                            return new Line(Evaluator.unnamed(line.labels()), values);
                        })
                        .toList());
    }

    /** When a metric's value was taken; of anything else, the moment it is asked for. */
    private Answer timestamp() {
        if (argument(0, 1) instanceof Expression.Selector selector && selector.range() == null) {
            return evaluator
                    .latest(selector, Part.EACH, (window, none) -> window.lastTime() / MILLIS)
                    .unnamed();
        }
        return each(
                vector(0, 1),
                (value, step) ->
                        Double.isNaN(value) ? Double.NaN : evaluator.grid().at(step) / MILLIS);
    }

    /** 1 where there is nothing, with the labels that the selector asks for. */
    private Answer absent() {
        Expression of = argument(0, 1);
        Answer there = call.function().equals("absent")
                ? evaluator.vector(of)
                : evaluator.evaluate(new Expression.Call("present_over_time", List.of(of)));
        double[] values = evaluator.filled(1);
        for (Line line : there.lines()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(line.values()[i]) ? values[i] : Double.NaN;
            }
        }
        return new Answer(false, List.of(new Line(wanted(of), values)));
    }

    private static Map<String, String> wanted(Expression of) {
        Map<String, String> labels = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        if (of instanceof Expression.Selector selector) {
            for (LabelMatcher matcher : selector.matchers()) {
                boolean once = seen.add(matcher.label()) && matcher.operator().equals("=");
                if (once && !matcher.label().equals(LabelMatcher.NAME)) {
                    labels.put(matcher.label(), matcher.value());
                } else {
                    labels.remove(matcher.label());
                }
            }
        }
        return labels;
    }

    /** Of a moment; series over a time have no order. */
    private Answer sorted(Comparator<Double> order) {
        Answer vector = vector(0, 1);
        return evaluator.grid().steps() > 1
                ? vector
                : new Answer(
                        false,
                        vector.lines().stream()
                                .sorted(Comparator.comparing(line -> line.values()[0], order))
                                .toList());
    }
}
