package io.kyozo.metrics.series.chunk;

/**
 * Numbers that are no short decimals: each as the bits in which it differs from the one before, after Facebook's Gorilla
 * (Pelkonen et al., VLDB 2015, section 4.1.2).
 */
final class Doubles {
    private static final int LEADING_BITS = 5;
    private static final int MOST_LEADING = 31;
    private static final int LENGTH_BITS = 6;

    private Doubles() {}

    static void write(BitWriter out, double[] values) {
        long before = 0;
        int leading = 0;
        int trailing = 0;
        boolean window = false;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            long xor = bits ^ before;
            before = bits;
            if (xor == 0) {
                out.write(false);
                continue;
            }
            int zeros = Math.min(Long.numberOfLeadingZeros(xor), MOST_LEADING);
            int tail = Long.numberOfTrailingZeros(xor);
            out.write(true);
            boolean fits = window && zeros >= leading && tail >= trailing;
            out.write(!fits);
            if (!fits) {
                window = true;
                leading = zeros;
                trailing = tail;
                out.write(leading, LEADING_BITS);
                out.write(Long.SIZE - leading - trailing - 1, LENGTH_BITS);
            }
            out.write(xor >>> trailing, Long.SIZE - leading - trailing);
        }
    }

    static double[] read(BitReader in, int count) {
        double[] values = new double[count];
        long before = 0;
        int leading = 0;
        int length = 0;
        for (int i = 0; i < count; i++) {
            if (in.readBit()) {
                if (in.readBit()) {
                    leading = (int) in.read(LEADING_BITS);
                    length = (int) in.read(LENGTH_BITS) + 1;
                }
                if (length == 0 || leading + length > Long.SIZE) {
                    throw new DamagedChunkException("a number has no place");
                }
                before ^= in.read(length) << (Long.SIZE - leading - length);
            }
            values[i] = Double.longBitsToDouble(before);
        }
        return values;
    }
}
