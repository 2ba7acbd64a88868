package io.kyozo.metrics.promql.eval;

import java.util.Map;

/**
 * One series' samples, in order of time.
 *
 * @param labels the metric's name among them
 * @param times epoch milliseconds
 * @param values as many
 */
public record Stream(Map<String, String> labels, long[] times, double[] values) {}
