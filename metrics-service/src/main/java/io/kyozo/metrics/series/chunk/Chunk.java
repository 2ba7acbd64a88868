package io.kyozo.metrics.series.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Samples of one source over a time: rows in order of time, each with a value or {@link Double#NaN} a column. In bytes it
 * is a version, the counts of rows and columns, the times, and the columns, each behind its length so that one can be
 * read without the others.
 *
 * @param times epoch milliseconds, rising
 * @param columns by position; each as long as {@code times}
 */
public record Chunk(long[] times, List<double[]> columns) {
    private static final int VERSION = 1;
    private static final int BYTE = 8;
    /** Times are mostly evenly spaced. */
    private static final int TIME_ORDER = 2;
    /** More can't be meant: a chunk is at most a day of seconds. */
    private static final int MOST_ROWS = 100_000;

    private static final int MOST_COLUMNS = 10_000;

    /** Fails with {@link IllegalArgumentException} on more than a chunk can hold. */
    public byte[] toBytes() {
        if (times.length > MOST_ROWS || columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "A chunk holds " + MOST_ROWS + " rows of " + MOST_COLUMNS + " columns at most");
        }
        BitWriter out = new BitWriter();
        out.write(VERSION, BYTE);
        out.writeVarint(times.length);
        out.writeVarint(columns.size());
        BitWriter clock = new BitWriter();
        Integers.write(clock, times, TIME_ORDER);
        append(out, clock.toBytes());
        columns.forEach(column -> append(out, Column.write(column)));
        return out.toBytes();
    }

    private static void append(BitWriter out, byte[] part) {
        out.writeVarint(part.length);
        for (byte one : part) {
            out.write(one, BYTE);
        }
    }

    /** All columns. */
    public static Chunk of(byte[] bytes) {
        BitSet all = new BitSet();
        all.set(0, MOST_COLUMNS);
        return of(bytes, all);
    }

    /** Only {@code wanted} columns; the others have no values. Fails with {@link DamagedChunkException}. */
    public static Chunk of(byte[] bytes, BitSet wanted) {
        BitReader in = new BitReader(bytes);
        long version = in.read(BYTE);
        if (version != VERSION) {
            throw new DamagedChunkException("it is of version " + version);
        }
        int rows = in.readCount(MOST_ROWS);
        int count = in.readCount(MOST_COLUMNS);
        long[] times = Integers.read(part(bytes, in), rows, TIME_ORDER);
        List<double[]> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BitReader part = part(bytes, in);
            columns.add(wanted.get(i) ? Column.read(part, rows) : none(rows));
        }
        return new Chunk(times, columns);
    }

    private static BitReader part(byte[] bytes, BitReader in) {
        int length = in.readCount(bytes.length);
        int from = in.byteOffset();
        in.skipBytes(length);
        return new BitReader(bytes, from, from + length);
    }

    private static double[] none(int rows) {
        double[] column = new double[rows];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    public int rows() {
        return times.length;
    }

    /** The value in a row; {@link Double#NaN} for none, also past the last column. */
    public double value(int row, int column) {
        return column < columns.size() ? columns.get(column)[row] : Double.NaN;
    }
}
