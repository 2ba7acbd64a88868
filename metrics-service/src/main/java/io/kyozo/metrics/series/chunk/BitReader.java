package io.kyozo.metrics.series.chunk;

/** Reads what {@link BitWriter} wrote; fails with {@link DamagedChunkException} past the end. */
final class BitReader {
    private static final int LONGEST_VARINT = 63;

    private final byte[] bytes;
    private final long end;
    private long position;

    /** From the byte {@code from} to the byte before {@code to}. */
    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = 8L * from;
        this.end = 8L * to;
    }

    BitReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    long read(int count) {
        if (position + count > end) {
            throw new DamagedChunkException("it ends too early");
        }
        long value = 0;
        int left = count;
        while (left > 0) {
            int offset = (int) (position & 7);
            int taken = Math.min(8 - offset, left);
            int part = (bytes[(int) (position >>> 3)] >>> (8 - offset - taken)) & ((1 << taken) - 1);
            value = (value << taken) | part;
            position += taken;
            left -= taken;
        }
        return value;
    }

    boolean readBit() {
        return read(1) != 0;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_VARINT; shift += 7) {
            long group = read(8);
            value |= (group & 0x7F) << shift;
            if ((group & 0x80) == 0) {
                return value;
            }
        }
        throw new DamagedChunkException("a number has no end");
    }

    long readZigzag() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A length or a count: neither negative nor more than {@code most}. */
    int readCount(int most) {
        long value = readVarint();
        if (value < 0 || value > most) {
            throw new DamagedChunkException("it says to have " + value + " of what it has at most " + most);
        }
        return (int) value;
    }

    /** Where the next whole byte begins. */
    int byteOffset() {
        return (int) ((position + 7) >>> 3);
    }

    void skipBytes(int count) {
        position = 8L * (byteOffset() + (long) count);
        if (position > end) {
            throw new DamagedChunkException("it ends too early");
        }
    }
}
