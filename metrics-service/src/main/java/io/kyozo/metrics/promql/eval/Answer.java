package io.kyozo.metrics.promql.eval;

import java.util.List;

/**
 * A query's value.
 *
 * @param scalar whether it is one number a step, without labels
 * @param lines one where it is a scalar
 */
public record Answer(boolean scalar, List<Line> lines) {}
