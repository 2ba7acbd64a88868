package io.kyozo.metrics.scrape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Very many series are kept in pages of {@value #WIDTH}, so that no row of samples gets too wide for a page of disk. */
public final class Pages {
    /** Series of a page. */
    public static final int WIDTH = 64;

    private Pages() {}

    /** Values by page; those without a place are left out. */
    public static Map<Integer, double[]> of(Map<ExportedSeries, Double> values, Map<ExportedSeries, Integer> places) {
        Map<Integer, double[]> pages = new HashMap<>();
        values.forEach((series, value) -> {
            Integer place = places.get(series);
            if (place != null) {
                pages.computeIfAbsent(place / WIDTH, page -> empty())[place % WIDTH] = value;
            }
        });
        return pages;
    }

    private static double[] empty() {
        double[] values = new double[WIDTH];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
