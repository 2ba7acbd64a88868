package io.kyozo.metrics.promql.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quantiles of histograms, as Prometheus works them out: in proportion within the bucket that the rank falls into. */
final class Buckets {
    private static final String BOUND = "le";

    private record Bucket(double bound, double count) {}

    private Buckets() {}

    static Answer quantile(double[] q, Answer vector, int steps) {
        Map<Map<String, String>, List<Line>> histograms = new HashMap<>();
        for (Line line : vector.lines()) {
            Map<String, String> labels = Evaluator.unnamed(line.labels());
            if (labels.remove(BOUND) != null) {
                histograms.computeIfAbsent(labels, key -> new ArrayList<>()).add(line);
            }
        }
        List<Line> lines = new ArrayList<>();
        histograms.forEach((labels, buckets) -> {
            double[] values = new double[steps];
            Arrays.setAll(values, step -> quantile(q[step], at(buckets, step)));
            lines.add(new Line(labels, values));
        });
        return new Answer(false, lines);
    }

    private static List<Bucket> at(List<Line> lines, int step) {
        List<Bucket> buckets = new ArrayList<>();
        for (Line line : lines) {
            if (!Double.isNaN(line.values()[step])) {
                buckets.add(new Bucket(bound(line.labels().getOrDefault(BOUND, "")), line.values()[step]));
            }
        }
        buckets.removeIf(bucket -> Double.isNaN(bucket.bound));
        buckets.sort((a, b) -> Double.compare(a.bound, b.bound));
        return buckets;
    }

    private static double bound(String text) {
        try {
            return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        } catch (NumberFormatException noBound) {
            return Double.NaN;
        }
    }

    private static double quantile(double q, List<Bucket> buckets) {
        int last = buckets.size() - 1;
        if (last < 1 || buckets.get(last).bound != Double.POSITIVE_INFINITY || buckets.get(last).count <= 0) {
            return Double.NaN;
        }
        double rank = q * buckets.get(last).count;
        int index = 0;
        while (index < last && buckets.get(index).count < rank) {
            index++;
        }
        if (index == last) {
            return buckets.get(last - 1).bound;
        }
        double lower = index == 0 ? 0 : buckets.get(index - 1).bound;
        double before = index == 0 ? 0 : buckets.get(index - 1).count;
        double upper = buckets.get(index).bound;
        if (index == 0 && upper <= 0) {
            return upper;
        }
        double inside = buckets.get(index).count - before;
        return inside == 0 ? upper : lower + (upper - lower) * (rank - before) / inside;
    }
}
