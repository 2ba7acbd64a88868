package io.kyozo.jobs.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Figures of several rounds; prints their medians as a Markdown table, as ratios to the bare loop and as they are. */
final class Table {
    private final Map<String, Map<String, List<Double>>> rates = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Latency>>> waits = new LinkedHashMap<>();

    void add(String row, String who, OptionalDouble perSecond) {
        perSecond.ifPresent(figure -> {
            System.out.printf(Locale.ROOT, "- %s: %s %,.0f/s%n", row, who, figure);
            rates.computeIfAbsent(row, any -> new LinkedHashMap<>())
                    .computeIfAbsent(who, any -> new ArrayList<>())
                    .add(figure);
        });
    }

    void add(String row, String who, Latency wait) {
        System.out.printf("- %s: %s %s ms%n", row, who, wait);
        if (!Double.isNaN(wait.p50())) {
            waits.computeIfAbsent(row, any -> new LinkedHashMap<>())
                    .computeIfAbsent(who, any -> new ArrayList<>())
                    .add(wait);
        }
    }

    /** The median of what was added; not a number where nothing was. */
    double median(String row, String who) {
        return median(numbers(rates.getOrDefault(row, Map.of()).getOrDefault(who, List.of())));
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static Latency middle(List<Latency> all) {
        return new Latency(
                median(all.stream().mapToDouble(Latency::p50).toArray()),
                median(all.stream().mapToDouble(Latency::p95).toArray()),
                median(all.stream().mapToDouble(Latency::p99).toArray()));
    }

    /** Where both were measured in every round, the median of the rounds' ratios: what slowed a round slowed both. */
    private static String ratio(List<Double> figures, List<Double> bare) {
        if (bare.isEmpty()) {
            return "";
        }
        double ratio = figures.size() == bare.size()
                ? median(IntStream.range(0, bare.size())
                        .mapToDouble(i -> figures.get(i) / bare.get(i))
                        .toArray())
                : median(numbers(figures)) / median(numbers(bare));
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static double[] numbers(List<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    void print() {
        rates.forEach((row, figures) -> {
            System.out.printf("%n| %s | median | rounds | to the bare loop |%n| --- | ---: | --- | ---: |%n", row);
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
                    ratio(all, figures.getOrDefault("bare loop", List.of()))));
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
