package io.kyozo.metrics.promql;

import io.kyozo.metrics.promql.eval.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An hour of a small shop: counters that start anew, gauges, a histogram, a series that ends and one that begins late. The
 * same at each run. Samples never lie on a whole second, so that it does not matter whether a window has its first moment.
 */
final class PeerSamples {
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static final int SECONDS = 3600;
    private static final int INTERVAL = 15;
    private static final int AWAY = 500;
    private static final List<String> BOUNDS = List.of("0.05", "0.1", "0.5", "1", "+Inf");

    private final Random random = new Random(42);
    private final List<Stream> streams = new ArrayList<>();

    private PeerSamples() {}

    static List<Stream> all() {
        PeerSamples samples = new PeerSamples();
        for (String service : List.of("api", "web", "db")) {
            for (String instance : List.of("a", "b")) {
                samples.replica(service, instance);
            }
        }
        samples.gauge("lonely", Map.of("service", "api"), 0, AWAY, 5);
        samples.gauge("late", Map.of("service", "web"), SECONDS - AWAY, SECONDS, -5);
        return samples.streams;
    }

    private void replica(String service, String instance) {
        Map<String, String> labels = Map.of("service", service, "instance", service + "-" + instance);
        gauge("memory_bytes", labels, 0, SECONDS, 1000);
        gauge("temperature", labels, 0, SECONDS, -20);
        counter("requests_total", with(labels, "code", "200"), 30);
        counter("requests_total", with(labels, "code", "500"), 2);
        add("limit_bytes", labels, times(0, SECONDS), 0, i -> 4096);
        add("info", with(labels, "version", instance.equals("a") ? "1.2" : "1.3"), times(0, SECONDS), 0, i -> 1);
        double[] counts = new double[BOUNDS.size()];
        long[] times = times(0, SECONDS);
        double[][] values = new double[BOUNDS.size()][times.length];
        for (int i = 0; i < times.length; i++) {
            for (int bound = 0, more = 0; bound < counts.length; bound++) {
                more += random.nextInt(5);
                counts[bound] += more;
                values[bound][i] = counts[bound];
            }
        }
        for (int bound = 0; bound < counts.length; bound++) {
            streams.add(new Stream(
                    with(with(labels, "le", BOUNDS.get(bound)), LabelMatcher.NAME, "took_seconds_bucket"),
                    times,
                    values[bound]));
        }
    }

    private void gauge(String name, Map<String, String> labels, int from, int to, double about) {
        add(name, labels, times(from, to), about, i -> Math.rint(about * random.nextGaussian()) / 4);
    }

    /** Starts anew twice. */
    private void counter(String name, Map<String, String> labels, int rise) {
        long[] times = times(0, SECONDS);
        double[] values = new double[times.length];
        int first = random.nextInt(times.length);
        int second = random.nextInt(times.length);
        for (int i = 1; i < values.length; i++) {
            values[i] = (i == first || i == second ? 0 : values[i - 1]) + random.nextInt(rise);
        }
        streams.add(new Stream(with(labels, LabelMatcher.NAME, name), times, values));
    }

    private interface Value {
        double at(int index);
    }

    private void add(String name, Map<String, String> labels, long[] times, double base, Value value) {
        double[] values = new double[times.length];
        Arrays.setAll(values, i -> base + value.at(i));
        streams.add(new Stream(with(labels, LabelMatcher.NAME, name), times, values));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(name, value);
        return all;
    }

    private long[] times(int from, int to) {
        long[] times = new long[(to - from) / INTERVAL];
        Arrays.setAll(times, i -> START.toEpochMilli() + 1000L * (from + i * INTERVAL) + 100 + random.nextInt(800));
        return times;
    }

    /** As {@code promtool tsdb create-blocks-from openmetrics} reads them. */
    static String openMetrics() {
        Map<String, List<Stream>> byName = all().stream()
                .collect(Collectors.groupingBy(
                        stream -> String.valueOf(stream.labels().get(LabelMatcher.NAME)),
                        TreeMap::new,
                        Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byName.forEach((name, streams) -> {
            text.append("# TYPE ").append(name).append(" unknown\n");
            streams.forEach(stream -> append(text, name, stream));
        });
        return text.append("# EOF\n").toString();
    }

    private static void append(StringBuilder text, String name, Stream stream) {
        String labels = stream.labels().entrySet().stream()
                .filter(label -> !label.getKey().equals(LabelMatcher.NAME))
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        for (int i = 0; i < stream.times().length; i++) {
            text.append(name).append('{').append(labels).append("} ");
            text.append(stream.values()[i]).append(' ');
            text.append(stream.times()[i] / 1000.0).append('\n');
        }
    }
}
