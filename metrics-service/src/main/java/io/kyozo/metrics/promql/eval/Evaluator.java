package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.Part;
import io.kyozo.metrics.promql.QueryException;
import io.kyozo.metrics.promql.Selectors;
import io.kyozo.metrics.series.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Works a query out for all steps of a grid at once. Fails with {@link QueryException} where it makes no sense. */
public final class Evaluator {
    /** As many as an answer may have. */
    private static final long MOST_INNER_STEPS = 11_000;

    private final Samples samples;
    private final Grid grid;
    private final Effort effort;

    public Evaluator(Samples samples, Grid grid) {
        this(samples, grid, new Effort());
    }

    private Evaluator(Samples samples, Grid grid, Effort effort) {
        this.samples = samples;
        this.grid = grid;
        this.effort = effort;
    }

    Grid grid() {
        return grid;
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
            return evaluate(negative.of()).map(value -> -value);
        }
        if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (expression instanceof Expression.Binary binary) {
            return Operators.of(binary, evaluate(binary.left()), evaluate(binary.right()), grid.steps());
        }
        if (expression instanceof Expression.Call call) {
            Windows.Function window = Windows.ALL.get(call.function());
            return window == null ? new Functions(this, call).value() : window(call, window);
        }
        throw new QueryException(
                expression instanceof Expression.Text
                        ? "A text is no value."
                        : "A subquery such as [1h:5m] needs a function such as max_over_time() around it.");
    }

    private Answer aggregate(Expression.Aggregate aggregate) {
        Expression given = aggregate.parameter();
        if (aggregate.operator().equals("count_values")) {
            return Aggregation.countValues(aggregate, vector(aggregate.of()), grid.steps());
        }
        double[] parameter = given == null ? new double[0] : scalarOf(given);
        return Aggregation.of(aggregate, vector(aggregate.of()), parameter, grid.steps());
    }

    private Answer moment(Expression.Selector selector) {
        if (selector.range() != null) {
            throw new QueryException("A range such as [5m] needs a function such as rate() around it.");
        }
        return latest(selector, Part.LAST, (window, none) -> window.last()).named();
    }

    /** A function of the samples that may stand for each moment's value, of which the last one does. */
    Unnamed latest(Expression.Selector selector, Part part, Windows.Function function) {
        List<Stream> streams = samples.of(new Selectors.Fetch(selector, part));
        return over(new Ranged(streams, grid.lookback(), selector.when()), function, new double[0]);
    }

    /** Lines that still have the metric's name. */
    record Unnamed(List<Line> lines) {
        Answer named() {
            return new Answer(false, lines);
        }

        Answer unnamed() {
            return new Answer(
                    false,
                    lines.stream()
                            .map(line -> new Line(Evaluator.unnamed(line.labels()), line.values()))
                            .toList());
        }
    }

    private record Ranged(List<Stream> streams, long range, Expression.When when) {}

    private Answer window(Expression.Call call, Windows.Function function) {
        boolean first = call.function().equals("quantile_over_time");
        boolean last = call.function().equals("predict_linear");
        int count = first || last ? 2 : 1;
        if (call.arguments().size() != count) {
            throw new QueryException(call.function() + "() takes " + count + " arguments.");
        }
        double[] parameter =
                count == 1 ? new double[0] : scalarOf(call.arguments().get(first ? 0 : 1));
        Ranged ranged = ranged(call, call.arguments().get(first ? 1 : 0));
        Unnamed found = over(ranged, function, parameter);
        return call.function().equals("last_over_time") ? found.named() : found.unnamed();
    }

    private Unnamed over(Ranged ranged, Windows.Function function, double[] parameter) {
        List<Line> lines = new ArrayList<>();
        for (Stream stream : ranged.streams()) {
            double[] values =
                    new Windows(grid, ranged.range(), ranged.when(), effort).over(stream, function, parameter);
            if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                lines.add(new Line(stream.labels(), values));
            }
        }
        return new Unnamed(lines);
    }

    private Ranged ranged(Expression.Call call, Expression over) {
        Part part = Part.of(call.function());
        if (over instanceof Expression.Selector selector && selector.range() != null) {
            List<Stream> streams = samples.of(new Selectors.Fetch(selector, part));
            return new Ranged(streams, selector.range().toMillis(), selector.when());
        }
        if (over instanceof Expression.Subquery subquery) {
            return new Ranged(streams(subquery, part), subquery.range().toMillis(), subquery.when());
        }
        throw new QueryException(call.function() + "() needs a range such as [5m] behind its metric.");
    }

    /** The inner query at whole multiples of its step, from the first window's start to the last one's end. */
    private List<Stream> streams(Expression.Subquery subquery, Part part) {
        long width = subquery.width().toMillis();
        long begin = subquery.when().moment(grid.start()) - subquery.range().toMillis();
        long first = Tier.floor(begin, width) + width;
        long last = Tier.floor(subquery.when().moment(grid.at(grid.steps() - 1)), width);
        long steps = (last - first) / width + 1;
        if (steps > MOST_INNER_STEPS) {
            throw new QueryException("A subquery would have " + steps + " steps; at most " + MOST_INNER_STEPS
                    + " are worked out. Give it a longer step, as in [1d:5m].");
        }
        if (last < first) {
            return List.of();
        }
        Grid inner = new Grid(first, width, (int) steps, grid.lookback());
        return new Evaluator(samples, inner, effort)
                .vector(subquery.of()).lines().stream()
                        .map(line -> stream(line, inner).standingFor(part))
                        .toList();
    }

    private static Stream stream(Line line, Grid grid) {
        int[] there = IntStream.range(0, grid.steps())
                .filter(step -> !Double.isNaN(line.values()[step]))
                .toArray();
        return new Stream(
                line.labels(),
                Arrays.stream(there).mapToLong(grid::at).toArray(),
                Arrays.stream(there).mapToDouble(step -> line.values()[step]).toArray());
    }

    /** Series; fails where it is a number. */
    Answer vector(Expression expression) {
        Answer answer = evaluate(expression);
        if (answer.scalar()) {
            throw new QueryException("Series are needed where there is a number.");
        }
        return answer;
    }

    /** A number a step; fails where it is series. */
    double[] scalarOf(Expression expression) {
        Answer answer = evaluate(expression);
        if (!answer.scalar()) {
            throw new QueryException("A number is needed where there are series.");
        }
        return answer.lines().get(0).values();
    }

    double[] filled(double value) {
        double[] values = new double[grid.steps()];
        Arrays.fill(values, value);
        return values;
    }

    static Answer scalar(double[] values) {
        return new Answer(true, List.of(new Line(Map.of(), values)));
    }

    static Map<String, String> unnamed(Map<String, String> labels) {
        Map<String, String> left = new TreeMap<>(labels);
        left.remove(LabelMatcher.NAME);
        return left;
    }
}
