package io.kyozo.metrics.series;

/**
 * One round of one source.
 *
 * @param sourceId the source
 * @param time epoch milliseconds
 * @param values by column; {@link Double#NaN} for no data
 */
public record SampleRow(long sourceId, long time, double[] values) {}
