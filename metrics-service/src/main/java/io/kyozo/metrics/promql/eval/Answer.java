package io.kyozo.metrics.promql.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A query's value.
 *
 * @param scalar whether it is one number a step, without labels
 * @param lines one where it is a scalar
 */
public record Answer(boolean scalar, List<Line> lines) {
    /** Each value made another one; series lose the metric's name. */
    Answer map(DoubleUnaryOperator operator) {
        return new Answer(
                scalar,
                lines.stream()
                        .map(line -> new Line(
                                Evaluator.unnamed(line.labels()),
                                Arrays.stream(line.values()).map(operator).toArray()))
                        .toList());
    }
}
