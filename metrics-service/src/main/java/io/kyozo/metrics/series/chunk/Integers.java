package io.kyozo.metrics.series.chunk;

/**
 * Whole numbers as differences, or as differences of differences, divided by what all of them are multiples of (pages of
 * memory, milliseconds), and packed: each block of {@value #BLOCK} with just as many bits as its largest needs.
 */
final class Integers {
    private static final int BLOCK = 16;
    private static final int WIDTH_BITS = 7;

    private Integers() {}

    /** Takes {@code order} 0 for the values themselves, 1 for differences, 2 for differences of differences. */
    static void write(BitWriter out, long[] values, int order) {
        long[] rest = differences(values, order);
        int given = Math.min(order, rest.length);
        for (int i = 0; i < given; i++) {
            out.writeZigzag(rest[i]);
        }
        long divisor = divisor(rest, given);
        out.writeVarint(divisor);
        for (int start = given; start < rest.length; start += BLOCK) {
            writeBlock(out, rest, start, Math.min(start + BLOCK, rest.length), divisor);
        }
    }

    private static void writeBlock(BitWriter out, long[] rest, int start, int end, long divisor) {
        long all = 0;
        for (int i = start; i < end; i++) {
            rest[i] = zigzag(divisor == 0 ? 0 : rest[i] / divisor);
            all |= rest[i];
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(all);
        out.write(width, WIDTH_BITS);
        for (int i = start; i < end; i++) {
            out.write(rest[i], width);
        }
    }

    /** The opposite of {@link #write}. */
    static long[] read(BitReader in, int count, int order) {
        long[] rest = new long[count];
        int given = Math.min(order, count);
        for (int i = 0; i < given; i++) {
            rest[i] = in.readZigzag();
        }
        long divisor = in.readVarint();
        for (int start = given; start < count; start += BLOCK) {
            int width = (int) in.read(WIDTH_BITS);
            if (width > Long.SIZE) {
                throw new DamagedChunkException("a number has " + width + " bits");
            }
            for (int i = start; i < Math.min(start + BLOCK, count); i++) {
                long packed = in.read(width);
                rest[i] = ((packed >>> 1) ^ -(packed & 1)) * divisor;
            }
        }
        return sums(rest, order);
    }

    private static long[] differences(long[] values, int order) {
        long[] rest = values.clone();
        for (int round = 0; round < order; round++) {
            for (int i = rest.length - 1; i > round; i--) {
                rest[i] -= rest[i - 1];
            }
        }
        return rest;
    }

    private static long[] sums(long[] rest, int order) {
        for (int round = order - 1; round >= 0; round--) {
            for (int i = round + 1; i < rest.length; i++) {
                rest[i] += rest[i - 1];
            }
        }
        return rest;
    }

    /** What all are multiples of; 0 where all are 0, 1 where a difference overflowed. */
    private static long divisor(long[] rest, int from) {
        long divisor = 0;
        for (int i = from; i < rest.length && divisor != 1; i++) {
            long other = Math.abs(rest[i]);
            if (other < 0) {
                return 1;
            }
            while (other != 0) {
                long remainder = divisor % other;
                divisor = other;
                other = remainder;
            }
        }
        return divisor;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
