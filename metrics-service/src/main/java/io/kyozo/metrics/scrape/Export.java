package io.kyozo.metrics.scrape;

import java.util.Map;

/**
 * One reading of an export.
 *
 * @param values by series; finite, not negative for those that rise
 * @param skipped lines that were not understood, or whose value can't be
 */
public record Export(Map<ExportedSeries, Double> values, int skipped) {}
