package io.kyozo.metrics.series.chunk;

import io.kyozo.metrics.series.Summary;
import io.kyozo.metrics.series.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of summaries: for each column of the samples, {@value #PARTS} columns; for each bucket with a sample, a row at
 * the bucket's start.
 */
public final class Rollup {
    /** Count, min, max, average, 95th percentile, last. */
    public static final int PARTS = 6;

    private Rollup() {}

    /** Summaries of samples, a row a bucket of {@code tier}. */
    public static Chunk of(Chunk samples, Tier tier) {
        List<int[]> buckets = buckets(samples.times(), tier);
        int metrics = samples.columns().size();
        long[] times = new long[buckets.size()];
        List<double[]> columns = new ArrayList<>(metrics * PARTS);
        for (int i = 0; i < metrics * PARTS; i++) {
            columns.add(new double[times.length]);
        }
        for (int row = 0; row < times.length; row++) {
            int[] bucket = buckets.get(row);
            times[row] = tier.bucketOf(samples.times()[bucket[0]]);
            for (int metric = 0; metric < metrics; metric++) {
                put(columns, row, metric, summary(samples.columns().get(metric), bucket[0], bucket[1]));
            }
        }
        return new Chunk(times, columns);
    }

    /** First row (inclusive) and last row (exclusive) of each bucket. */
    private static List<int[]> buckets(long[] times, Tier tier) {
        List<int[]> buckets = new ArrayList<>();
        int start = 0;
        for (int row = 1; row <= times.length; row++) {
            if (row == times.length || tier.bucketOf(times[row]) != tier.bucketOf(times[start])) {
                buckets.add(new int[] {start, row});
                start = row;
            }
        }
        return buckets;
    }

    private static @Nullable Summary summary(double[] column, int from, int to) {
        if (column.length == 0) {
            return null;
        }
        double[] present = Arrays.stream(column, from, to)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return present.length == 0 ? null : Summary.of(present);
    }

    private static void put(List<double[]> columns, int row, int metric, @Nullable Summary summary) {
        double[] parts = parts(summary);
        for (int part = 0; part < PARTS; part++) {
            columns.get(metric * PARTS + part)[row] = parts[part];
        }
    }

    private static double[] parts(@Nullable Summary summary) {
        double[] parts = new double[PARTS];
        if (summary == null) {
            Arrays.fill(parts, Double.NaN);
            return parts;
        }
        parts[0] = summary.count();
        parts[1] = summary.min();
        parts[2] = summary.max();
        parts[3] = summary.average();
        parts[4] = summary.p95();
        parts[5] = summary.last();
        return parts;
    }

    /** Where the summaries of {@code metrics} are. */
    public static BitSet columns(BitSet metrics) {
        BitSet columns = new BitSet();
        metrics.stream().forEach(metric -> columns.set(metric * PARTS, (metric + 1) * PARTS));
        return columns;
    }

    /** Summaries of summaries, a row a bucket of {@code tier}. */
    public static Chunk merge(Chunk finer, Tier tier) {
        Rows rows = new Rows();
        int metrics = finer.columns().size() / PARTS;
        for (int[] bucket : buckets(finer.times(), tier)) {
            double[] values = new double[metrics * PARTS];
            for (int metric = 0; metric < metrics; metric++) {
                double[] merged = parts(merged(finer, bucket[0], bucket[1], metric));
                System.arraycopy(merged, 0, values, metric * PARTS, PARTS);
            }
            rows.add(tier.bucketOf(finer.times()[bucket[0]]), values);
        }
        return rows.toChunk();
    }

    private static @Nullable Summary merged(Chunk chunk, int from, int to, int metric) {
        List<Summary> parts = IntStream.range(from, to)
                .mapToObj(row -> read(chunk, row, metric))
                .filter(Objects::nonNull)
                .toList();
        return parts.isEmpty() ? null : Summary.merge(parts);
    }

    /** Both together; where both have a bucket, it is of earlier samples in {@code first} than in {@code second}. */
    public static Chunk join(Chunk first, Chunk second) {
        Rows rows = new Rows();
        rows.add(first);
        Map<Long, Integer> known = new HashMap<>();
        for (int row = 0; row < first.rows(); row++) {
            known.put(first.times()[row], row);
        }
        for (int row = 0; row < second.rows(); row++) {
            Integer same = known.get(second.times()[row]);
            rows.replace(second.times()[row], same == null ? row(second, row) : joined(first, same, second, row));
        }
        return rows.toChunk();
    }

    private static double[] joined(Chunk first, int firstRow, Chunk second, int secondRow) {
        int metrics = Math.max(first.columns().size(), second.columns().size()) / PARTS;
        double[] values = new double[metrics * PARTS];
        for (int metric = 0; metric < metrics; metric++) {
            List<Summary> parts = Stream.of(read(first, firstRow, metric), read(second, secondRow, metric))
                    .filter(Objects::nonNull)
                    .toList();
            double[] merged = parts(parts.isEmpty() ? null : Summary.merge(parts));
            System.arraycopy(merged, 0, values, metric * PARTS, PARTS);
        }
        return values;
    }

    private static double[] row(Chunk chunk, int row) {
        return IntStream.range(0, chunk.columns().size())
                .mapToDouble(column -> chunk.value(row, column))
                .toArray();
    }

    /** The summary in a row; null for none. */
    public static @Nullable Summary read(Chunk chunk, int row, int metric) {
        int first = metric * PARTS;
        double count = chunk.value(row, first);
        if (Double.isNaN(count)) {
            return null;
        }
        return new Summary(
                (long) count,
                chunk.value(row, first + 1),
                chunk.value(row, first + 2),
                chunk.value(row, first + 3),
                chunk.value(row, first + 4),
                chunk.value(row, first + 5));
    }
}
