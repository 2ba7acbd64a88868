package io.kyozo.metrics.promql.eval;

import io.kyozo.metrics.promql.Part;
import java.util.Arrays;
import java.util.Map;

/**
 * One series' samples, in order of time.
 *
 * @param labels the metric's name among them
 * @param times epoch milliseconds
 * @param values as many
 */
public record Stream(Map<String, String> labels, long[] times, double[] values) {
    /** Of samples each of which stands for itself: where they are counted, each is 1. */
    public Stream standingFor(Part part) {
        if (part != Part.COUNT) {
            return this;
        }
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new Stream(labels, times, ones);
    }
}
