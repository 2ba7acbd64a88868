package io.kyozo.jobs.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Figures of several rounds; prints their medians as a Markdown table, as ratios to the bare loop and as they are. */
final class Table {
    private final Map<String, Map<String, List<Double>>> rates = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Latency>>> waits = new LinkedHashMap<>();

    void add(String row, String who, OptionalDouble perSecond) {
        perSecond.ifPresent(figure -> rates.computeIfAbsent(row, any -> new LinkedHashMap<>())
                .computeIfAbsent(who, any -> new ArrayList<>())
                .add(figure));
    }

    void add(String row, String who, Latency wait) {
        if (!Double.isNaN(wait.p50())) {
            waits.computeIfAbsent(row, any -> new LinkedHashMap<>())
                    .computeIfAbsent(who, any -> new ArrayList<>())
                    .add(wait);
        }
    }

    /** The median of what was added; not a number where nothing was. */
    double median(String row, String who) {
        return median(rates.getOrDefault(row, Map.of()).getOrDefault(who, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static Latency middle(List<Latency> all) {
        return new Latency(
                median(all.stream().mapToDouble(Latency::p50).toArray()),
                median(all.stream().mapToDouble(Latency::p99).toArray()));
    }

    void print() {
        rates.forEach((row, figures) -> {
            System.out.printf("%n| %s | median | rounds | to the bare loop |%n| --- | ---: | --- | ---: |%n", row);
            double bare = median(row, "bare loop");
            figures.forEach((who, all) -> System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f/s | %s | %s |%n",
                    who,
                    median(row, who),
                    String.join(
                            ", ",
                            all.stream()
                                    .map(f -> String.format(Locale.ROOT, "%,.0f", f))
                                    .toList()),
                    Double.isNaN(bare) ? "" : String.format(Locale.ROOT, "%.2f", median(row, who) / bare)));
        });
        waits.forEach((row, figures) -> {
            System.out.printf("%n| %s | p50 / p99 ms, medians | rounds |%n| --- | ---: | --- |%n", row);
            figures.forEach((who, all) -> System.out.printf(
                    "| %s | %s | %s |%n",
                    who,
                    middle(all),
                    String.join(", ", all.stream().map(Latency::toString).toList())));
        });
    }
}
