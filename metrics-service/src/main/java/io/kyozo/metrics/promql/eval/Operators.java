package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Expression;
import io.kyozo.metrics.promql.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Two values made one; series are paired by their labels, one with one. */
final class Operators {
    private static final Set<String> SETS = Set.of("and", "or", "unless");

    private static final Map<String, DoubleBinaryOperator> ARITHMETIC = Map.of(
            "+", (a, b) -> a + b,
            "-", (a, b) -> a - b,
            "*", (a, b) -> a * b,
            "/", (a, b) -> a / b,
            "%", (a, b) -> a % b,
            "^", Math::pow);

    private final Expression.Binary binary;
    private final int steps;

    private Operators(Expression.Binary binary, int steps) {
        this.binary = binary;
        this.steps = steps;
    }

    static Answer of(Expression.Binary binary, Answer left, Answer right, int steps) {
        Operators operators = new Operators(binary, steps);
        if (SETS.contains(binary.operator())) {
            if (left.scalar() || right.scalar()) {
                throw new QueryException("\"" + binary.operator() + "\" needs series on both sides.");
            }
            return operators.set(left, right);
        }
        if (left.scalar() && right.scalar()) {
            return operators.scalars(left, right);
        }
        return left.scalar() || right.scalar()
                ? operators.withScalar(left, right)
                : new Pairs(binary, operators, steps).of(left, right);
    }

    private Answer scalars(Answer left, Answer right) {
        if (!ARITHMETIC.containsKey(binary.operator()) && !binary.bool()) {
            throw new QueryException("Numbers are compared with \"bool\", as in 1 < bool 2.");
        }
        double[] values =
                combined(left.lines().get(0).values(), right.lines().get(0).values(), true);
        return new Answer(true, List.of(new Line(Map.of(), values)));
    }

    private Answer withScalar(Answer left, Answer right) {
        List<Line> lines = new ArrayList<>();
        for (Line line : (left.scalar() ? right : left).lines()) {
            double[] one = left.scalar() ? left.lines().get(0).values() : line.values();
            double[] other =
                    left.scalar() ? line.values() : right.lines().get(0).values();
            add(lines, line.labels(), combined(one, other, !left.scalar()));
        }
        return new Answer(false, lines);
    }

    private void add(List<Line> lines, Map<String, String> labels, double[] values) {
        if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
            lines.add(new Line(filters() ? labels : Evaluator.unnamed(labels), values));
        }
    }

    /** A comparison without {@code bool} leaves series as they are, where it holds. */
    boolean filters() {
        return !ARITHMETIC.containsKey(binary.operator()) && !binary.bool();
    }

    /** @param keepLeft whether it is the left value that a comparison leaves */
    double[] combined(double[] left, double[] right, boolean keepLeft) {
        DoubleBinaryOperator arithmetic = ARITHMETIC.get(binary.operator());
        double[] result = new double[steps];
        for (int i = 0; i < steps; i++) {
            if (Double.isNaN(left[i]) || Double.isNaN(right[i])) {
                result[i] = Double.NaN;
            } else if (arithmetic != null) {
                result[i] = arithmetic.applyAsDouble(left[i], right[i]);
            } else {
                boolean holds = holds(left[i], right[i]);
                result[i] = binary.bool() ? (holds ? 1 : 0) : holds ? (keepLeft ? left[i] : right[i]) : Double.NaN;
            }
        }
        return result;
    }

    private boolean holds(double left, double right) {
        return switch (binary.operator()) {
            case "==" -> left == right;
            case "!=" -> left != right;
            case "<" -> left < right;
            case ">" -> left > right;
            case "<=" -> left <= right;
            default -> left >= right;
        };
    }

    private Answer set(Answer left, Answer right) {
        Map<Map<String, String>, boolean[]> there = presence(right.lines());
        List<Line> lines = new ArrayList<>();
        boolean or = binary.operator().equals("or");
        for (Line line : left.lines()) {
            boolean[] other =
                    there.get(Aggregation.group(line.labels(), binary.matching().labels()));
            double[] values = or
                    ? line.values()
                    : kept(line.values(), other, binary.operator().equals("and"));
            addPresent(lines, line, values);
        }
        if (or) {
            Map<Map<String, String>, boolean[]> first = presence(left.lines());
            for (Line line : right.lines()) {
                boolean[] other = first.get(
                        Aggregation.group(line.labels(), binary.matching().labels()));
                addPresent(lines, line, kept(line.values(), other, false));
            }
        }
        return new Answer(false, lines);
    }

    private static void addPresent(List<Line> lines, Line line, double[] values) {
        if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
            lines.add(new Line(line.labels(), values));
        }
    }

    private double[] kept(double[] values, boolean @Nullable [] other, boolean wanted) {
        double[] result = new double[steps];
        Arrays.setAll(result, i -> (other != null && other[i]) == wanted ? values[i] : Double.NaN);
        return result;
    }

    private Map<Map<String, String>, boolean[]> presence(List<Line> lines) {
        Map<Map<String, String>, boolean[]> there = new HashMap<>();
        for (Line line : lines) {
            boolean[] steps = there.computeIfAbsent(
                    Aggregation.group(line.labels(), binary.matching().labels()), group -> new boolean[this.steps]);
            for (int i = 0; i < steps.length; i++) {
                steps[i] |= !Double.isNaN(line.values()[i]);
            }
        }
        return there;
    }
}
