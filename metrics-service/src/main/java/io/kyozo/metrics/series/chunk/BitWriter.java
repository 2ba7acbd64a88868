package io.kyozo.metrics.series.chunk;

import java.util.Arrays;

/** Bits put one behind the other, the highest of each byte first. */
final class BitWriter {
    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private long length;

    /** The lowest {@code count} bits of {@code value}; 0 to 64. */
    void write(long value, int count) {
        int left = count;
        while (left > 0) {
            int index = (int) (length >>> 3);
            if (index == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int free = 8 - (int) (length & 7);
            int taken = Math.min(free, left);
            int part = (int) (value >>> (left - taken)) & ((1 << taken) - 1);
            bytes[index] |= (byte) (part << (free - taken));
            length += taken;
            left -= taken;
        }
    }

    void write(boolean bit) {
        write(bit ? 1 : 0, 1);
    }

    /** In groups of seven bits, the lowest first. */
    void writeVarint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            write((left & 0x7F) | 0x80, 8);
            left >>>= 7;
        }
        write(left, 8);
    }

    /** So that small numbers of either sign are short. */
    void writeZigzag(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    /** Whole bytes, filled up with zeros. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, (int) ((length + 7) >>> 3));
    }
}
