package io.kyozo.metrics.scrape;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told of an exported series, its value apart.
 *
 * @param name of the metric
 * @param labels by name
 * @param rises whether it is a counter, and only rises
 */
public record ExportedSeries(String name, SortedMap<String, String> labels, boolean rises) {
    public ExportedSeries {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
