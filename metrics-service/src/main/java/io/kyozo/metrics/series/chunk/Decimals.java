package io.kyozo.metrics.series.chunk;

/** Numbers that are whole once multiplied by a power of ten, and come back bit for bit: most of what is measured. */
final class Decimals {
    /** Most digits behind the point. */
    static final int MOST_DIGITS = 6;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    /** Past it, not each whole number is a double. */
    private static final double LARGEST = 1L << 53;

    private Decimals() {}

    /** The fewest digits that do for all of {@code values}; -1 for none. */
    static int digits(double[] values) {
        int digits = 0;
        for (double value : values) {
            while (!isWhole(value, digits)) {
                digits++;
                if (digits > MOST_DIGITS) {
                    return -1;
                }
            }
        }
        return fits(values, digits) ? digits : -1;
    }

    private static boolean fits(double[] values, int digits) {
        for (double value : values) {
            if (!isWhole(value, digits)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(double value, int digits) {
        double scaled = value * POWERS[digits];
        if (!(Math.abs(scaled) <= LARGEST)) {
            return false;
        }
        double back = Math.rint(scaled) / POWERS[digits];
        return Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value) && !isNegativeZero(value);
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    static long[] toWhole(double[] values, int digits) {
        long[] whole = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            whole[i] = (long) Math.rint(values[i] * POWERS[digits]);
        }
        return whole;
    }

    static double[] ofWhole(long[] whole, int digits) {
        double[] values = new double[whole.length];
        for (int i = 0; i < whole.length; i++) {
            values[i] = whole[i] / POWERS[digits];
        }
        return values;
    }

    /** Rounded to {@code digits} behind the point; what can't be rounded stays. */
    static double round(double value, int digits) {
        double scaled = value * POWERS[digits];
        return Math.abs(scaled) <= LARGEST ? Math.rint(scaled) / POWERS[digits] + 0.0 : value;
    }
}
