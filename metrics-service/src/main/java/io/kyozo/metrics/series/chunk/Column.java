package io.kyozo.metrics.series.chunk;

import java.util.Arrays;

/**
 * One column of a chunk: which rows have a value, and the values, written in the way that is the shortest for them.
 * {@link Double#NaN} is no value.
 */
final class Column {
    private static final int FORM_BITS = 8;
    private static final int NOTHING = 0;
    private static final int GORILLA = 1;
    /** And the order of differences, and 4 times the digits behind the point. */
    private static final int DECIMAL = 64;

    private static final int SPARSE = 128;
    private static final int ORDERS = 3;

    private Column() {}

    static byte[] write(double[] rows) {
        double[] present = present(rows);
        BitWriter out = new BitWriter();
        if (present.length == 0) {
            out.write(NOTHING, FORM_BITS);
            return out.toBytes();
        }
        int sparse = present.length == rows.length ? 0 : SPARSE;
        int digits = Decimals.digits(present);
        byte[] best = digits < 0 ? gorilla(rows, present, sparse) : decimal(rows, present, sparse, digits);
        return best;
    }

    private static byte[] gorilla(double[] rows, double[] present, int sparse) {
        BitWriter out = begin(rows, GORILLA | sparse);
        Doubles.write(out, present);
        return out.toBytes();
    }

    private static byte[] decimal(double[] rows, double[] present, int sparse, int digits) {
        long[] whole = Decimals.toWhole(present, digits);
        byte[] best = gorilla(rows, present, sparse);
        for (int order = 0; order < ORDERS; order++) {
            BitWriter out = begin(rows, DECIMAL | sparse | order | digits << 2);
            Integers.write(out, whole, order);
            byte[] packed = out.toBytes();
            best = packed.length < best.length ? packed : best;
        }
        return best;
    }

    private static BitWriter begin(double[] rows, int form) {
        BitWriter out = new BitWriter();
        out.write(form, FORM_BITS);
        if ((form & SPARSE) != 0) {
            for (double row : rows) {
                out.write(!Double.isNaN(row));
            }
        }
        return out;
    }

    private static double[] present(double[] rows) {
        double[] present = new double[rows.length];
        int count = 0;
        for (double row : rows) {
            if (!Double.isNaN(row)) {
                present[count++] = row;
            }
        }
        return Arrays.copyOf(present, count);
    }

    static double[] read(BitReader in, int count) {
        double[] rows = new double[count];
        int form = (int) in.read(FORM_BITS);
        if (form == NOTHING) {
            Arrays.fill(rows, Double.NaN);
            return rows;
        }
        boolean[] there = new boolean[count];
        int present = count;
        if ((form & SPARSE) == 0) {
            Arrays.fill(there, true);
        } else {
            present = presence(in, there);
        }
        double[] values = values(in, form & ~SPARSE, present);
        int next = 0;
        for (int i = 0; i < count; i++) {
            rows[i] = there[i] ? values[next++] : Double.NaN;
        }
        return rows;
    }

    private static int presence(BitReader in, boolean[] there) {
        int present = 0;
        for (int i = 0; i < there.length; i++) {
            there[i] = in.readBit();
            present += there[i] ? 1 : 0;
        }
        return present;
    }

    private static double[] values(BitReader in, int form, int present) {
        if (form == GORILLA) {
            return Doubles.read(in, present);
        }
        int order = form & 3;
        int digits = (form & ~DECIMAL) >>> 2;
        if ((form & DECIMAL) == 0 || order >= ORDERS || digits > Decimals.MOST_DIGITS) {
            throw new DamagedChunkException("a column has the unknown form " + form);
        }
        return Decimals.ofWhole(Integers.read(in, present, order), digits);
    }
}
