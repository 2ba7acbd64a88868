package io.kyozo.metrics.promql.eval;

import java.util.Arrays;
import java.util.Map;

/**
 * One series of an answer.
 *
 * @param labels by name
 * @param values one a step; {@link Double#NaN} for none
 */
public record Line(Map<String, String> labels, double[] values) {
    static double[] none(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
