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
 * @param columns by position; each as long as {@code times}, or empty where it was not asked for
 */
public record Chunk(long[] times, List<double[]> columns) {
    private static final int VERSION = 1;
    private static final int BYTE = 8;
    /** Times are mostly evenly spaced. */
    private static final int TIME_ORDER = 2;
    /** More can't be meant: a chunk is at most a day of seconds. */
    private static final int MOST_ROWS = 100_000;

    private static final int MOST_COLUMNS = 10_000;
    private static final double[] NOT_ASKED_FOR = {};

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

    /** Only {@code wanted} columns; the others are empty. Fails with {@link DamagedChunkException}. */
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
            columns.add(wanted.get(i) ? Column.read(part, rows) : NOT_ASKED_FOR);
        }
        return new Chunk(times, columns);
    }

    private static BitReader part(byte[] bytes, BitReader in) {
        int length = in.readCount(bytes.length);
        int from = in.byteOffset();
        in.skipBytes(length);
        return new BitReader(bytes, from, from + length);
    }

    /** Chunks of the same source put one behind the other; where they overlap, what is in an earlier one stays. */
    public static Chunk concat(List<Chunk> chunks) {
        List<Chunk> parts = chunks.stream().filter(chunk -> chunk.rows() > 0).toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        for (int i = 1; i < parts.size(); i++) {
            long[] before = parts.get(i - 1).times;
            if (before[before.length - 1] >= parts.get(i).times[0]) {
                return merged(parts);
            }
        }
        long[] times =
                parts.stream().flatMapToLong(part -> Arrays.stream(part.times)).toArray();
        int count = parts.stream().mapToInt(part -> part.columns.size()).max().orElse(0);
        List<double[]> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(concat(parts, i, times.length));
        }
        return new Chunk(times, columns);
    }

    private static double[] concat(List<Chunk> parts, int column, int rows) {
        if (parts.stream().noneMatch(part -> part.has(column))) {
            return NOT_ASKED_FOR;
        }
        double[] all = new double[rows];
        int at = 0;
        for (Chunk part : parts) {
            if (part.has(column)) {
                System.arraycopy(part.columns.get(column), 0, all, at, part.rows());
            } else {
                Arrays.fill(all, at, at + part.rows(), Double.NaN);
            }
            at += part.rows();
        }
        return all;
    }

    private static Chunk merged(List<Chunk> parts) {
        Rows rows = new Rows();
        parts.forEach(rows::add);
        return rows.toChunk();
    }

    /** Rows from {@code from} (inclusive) to {@code to} (exclusive), in epoch milliseconds. */
    public Chunk between(long from, long to) {
        int first = place(from);
        int end = place(to);
        if (first == 0 && end == times.length) {
            return this;
        }
        return new Chunk(
                Arrays.copyOfRange(times, first, end),
                columns.stream()
                        .map(column -> column.length == 0 ? column : Arrays.copyOfRange(column, first, end))
                        .toList());
    }

    private int place(long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    private boolean has(int column) {
        return column < columns.size() && columns.get(column).length > 0;
    }

    public int rows() {
        return times.length;
    }

    /** The value in a row; {@link Double#NaN} for none, also past the last column. */
    public double value(int row, int column) {
        return has(column) ? columns.get(column)[row] : Double.NaN;
    }
}
