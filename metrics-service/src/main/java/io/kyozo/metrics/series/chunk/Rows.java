package io.kyozo.metrics.series.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of samples in order of time, however they come: late, twice, with more columns than those before. */
public final class Rows {
    private final TreeMap<Long, double[]> rows = new TreeMap<>();
    private int columns;

    /** Adds a row, unless there is one at this time: what was kept first stays. */
    public void add(long time, double[] values) {
        columns = Math.max(columns, values.length);
        rows.putIfAbsent(time, values);
    }

    /** Adds a row, in place of one at this time. */
    public void replace(long time, double[] values) {
        columns = Math.max(columns, values.length);
        rows.put(time, values);
    }

    /** Adds all rows of a chunk, unless there are such at their times. */
    public void add(Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            add(chunk.times()[row], row(chunk, row));
        }
    }

    /** Adds all rows of a chunk, in place of those at their times. */
    public void replace(Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            replace(chunk.times()[row], row(chunk, row));
        }
    }

    private static double[] row(Chunk chunk, int row) {
        double[] values = new double[chunk.columns().size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = chunk.value(row, column);
        }
        return values;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Rows from {@code from} (inclusive) to {@code to} (exclusive), in epoch milliseconds. */
    public Chunk between(long from, long to) {
        return chunk(rows.subMap(from, to));
    }

    /** All of them. */
    public Chunk toChunk() {
        return chunk(rows);
    }

    private Chunk chunk(Map<Long, double[]> chosen) {
        long[] times = chosen.keySet().stream().mapToLong(Long::longValue).toArray();
        List<double[]> all = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            double[] values = new double[times.length];
            int row = 0;
            for (double[] one : chosen.values()) {
                values[row++] = column < one.length ? one[column] : Double.NaN;
            }
            all.add(values);
        }
        return new Chunk(times, all);
    }
}
