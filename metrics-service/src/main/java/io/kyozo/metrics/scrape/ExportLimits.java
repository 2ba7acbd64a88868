package io.kyozo.metrics.scrape;

/**
 * How much an export may be; past any of them the whole export is refused, as a part of it would come and go.
 *
 * @param bytes of text, unpacked
 * @param series lines with a value
 * @param lineBytes of one line
 * @param labels of one series
 */
public record ExportLimits(long bytes, int series, int lineBytes, int labels) {}
