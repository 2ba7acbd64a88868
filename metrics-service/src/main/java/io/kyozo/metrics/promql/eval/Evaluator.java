package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Works a query out for all steps of a grid at once. Fails with {@link QueryException} where it makes no sense. */
public final class Evaluator {
    private static final Map<String, DoubleUnaryOperator> SIMPLE = Map.of(
            "abs", Math::abs,
            "ceil", Math::ceil,
            "floor", Math::floor,
            "round", value -> Math.floor(value + 0.5),
            "sqrt", Math::sqrt,
            "exp", Math::exp,
            "ln", Math::log,
            "log10", Math::log10,
            "log2", value -> Math.log(value) / Math.log(2),
            "sgn", Math::signum);

    private final Samples samples;
    private final Grid grid;

    public Evaluator(Samples samples, Grid grid) {
        this.samples = samples;
        this.grid = grid;
    }

    /** The query's value. */
    public Answer evaluate(Expression expression) {
        if (expression instanceof Expression.Number number) {
            return scalar(filled(number.value()));
        }
        if (expression instanceof Expression.Selector selector) {
            return moment(selector);
        }
        if (expression instanceof Expression.Negative negative) {
            return mapped(evaluate(negative.of()), value -> -value);
        }
        if (expression instanceof Expression.Aggregate aggregate) {
            return Aggregation.of(aggregate, vector(aggregate.of()), parameter(aggregate), grid.steps());
        }
        if (expression instanceof Expression.Binary binary) {
            return Operators.of(binary, evaluate(binary.left()), evaluate(binary.right()), grid.steps());
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        throw new QueryException("A text is no value.");
    }

    private double[] parameter(Expression.Aggregate aggregate) {
        Expression given = aggregate.parameter();
        return given == null ? new double[0] : scalarOf(given);
    }

    private Answer moment(Expression.Selector selector) {
        if (selector.range() != null) {
            throw new QueryException("A range such as [5m] needs a function such as rate() around it.");
        }
        return windows(selector, grid.lookback(), (window, none) -> window.last(), new double[0], true);
    }

    private Answer windows(
            Expression.Selector selector, long range, Windows.Function function, double[] parameter, boolean named) {
        List<Line> lines = new ArrayList<>();
        for (Stream stream : samples.of(selector)) {
            double[] values =
                    Windows.over(stream, grid, range, selector.offset().toMillis(), function, parameter);
            if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                lines.add(new Line(named ? stream.labels() : unnamed(stream.labels()), values));
            }
        }
        return new Answer(false, lines);
    }

    private Answer call(Expression.Call call) {
        String name = call.function();
        List<Expression> arguments = call.arguments();
        Windows.Function window = Windows.ALL.get(name);
        if (window != null) {
            return window(call, window);
        }
        DoubleUnaryOperator simple = SIMPLE.get(name);
        if (simple != null) {
            return mapped(vector(argument(call, 0, 1)), simple);
        }
        return switch (name) {
            case "time" -> scalar(moments());
            case "scalar" -> scalar(single(vector(argument(call, 0, 1))));
            case "vector" -> new Answer(false, List.of(new Line(Map.of(), scalarOf(argument(call, 0, 1)))));
            case "clamp_min" -> clamped(call, scalarOf(argument(call, 1, 2)), filled(Double.POSITIVE_INFINITY));
            case "clamp_max" -> clamped(call, filled(Double.NEGATIVE_INFINITY), scalarOf(argument(call, 1, 2)));
            case "clamp" -> clamped(call, scalarOf(argument(call, 1, 3)), scalarOf(argument(call, 2, 3)));
            case "histogram_quantile" ->
                Buckets.quantile(scalarOf(argument(call, 0, 2)), vector(arguments.get(1)), grid.steps());
            default -> throw new QueryException("There is no function " + name + ", or it is not understood here.");
        };
    }

    private Answer window(Expression.Call call, Windows.Function function) {
        boolean first = call.function().equals("quantile_over_time");
        boolean last = call.function().equals("predict_linear");
        int count = first || last ? 2 : 1;
        Expression over = argument(call, first ? 1 : 0, count);
        double[] parameter =
                count == 1 ? new double[0] : scalarOf(call.arguments().get(first ? 0 : 1));
        if (over instanceof Expression.Selector selector && selector.range() != null) {
            boolean named = call.function().equals("last_over_time");
            return windows(selector, selector.range().toMillis(), function, parameter, named);
        }
        throw new QueryException(call.function() + "() needs a range such as [5m] behind its metric.");
    }

    private static Expression argument(Expression.Call call, int index, int count) {
        if (call.arguments().size() != count) {
            throw new QueryException(call.function() + "() takes " + count + " arguments.");
        }
        return call.arguments().get(index);
    }

    private Answer clamped(Expression.Call call, double[] low, double[] high) {
        List<Line> lines = new ArrayList<>();
        for (Line line : vector(call.arguments().get(0)).lines()) {
            double[] values = new double[grid.steps()];
            Arrays.setAll(values, i -> Math.max(low[i], Math.min(high[i], line.values()[i])));
            lines.add(new Line(unnamed(line.labels()), values));
        }
        return new Answer(false, lines);
    }

    private static Answer mapped(Answer answer, DoubleUnaryOperator operator) {
        return new Answer(
                answer.scalar(),
                answer.lines().stream()
                        .map(line -> new Line(
                                unnamed(line.labels()),
                                Arrays.stream(line.values()).map(operator).toArray()))
                        .toList());
    }

    private Answer vector(Expression expression) {
        Answer answer = evaluate(expression);
        if (answer.scalar()) {
            throw new QueryException("Series are needed where there is a number.");
        }
        return answer;
    }

    private double[] scalarOf(Expression expression) {
        Answer answer = evaluate(expression);
        if (!answer.scalar()) {
            throw new QueryException("A number is needed where there are series.");
        }
        return answer.lines().get(0).values();
    }

    private double[] single(Answer vector) {
        double[] values = Line.none(grid.steps());
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

    private double[] moments() {
        double[] values = new double[grid.steps()];
        Arrays.setAll(values, i -> grid.at(i) / 1000.0);
        return values;
    }

    private double[] filled(double value) {
        double[] values = new double[grid.steps()];
        Arrays.fill(values, value);
        return values;
    }

    private static Answer scalar(double[] values) {
        return new Answer(true, List.of(new Line(Map.of(), values)));
    }

    static Map<String, String> unnamed(Map<String, String> labels) {
        Map<String, String> left = new TreeMap<>(labels);
        left.remove(LabelMatcher.NAME);
        return left;
    }
}
