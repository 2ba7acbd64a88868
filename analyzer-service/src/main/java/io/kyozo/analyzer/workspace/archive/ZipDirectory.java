package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures a zip's central directory without keeping it (APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), because libraries
 * read it into memory as a whole, whatever its size.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_BYTES = 46;
    private static final long MOST_DIRECTORY_BYTES = 32L * 1024 * 1024;
    private static final long UINT = 0xffffffffL;
    private static final int USHORT = 0xffff;

    private ZipDirectory() {}

    static void check(Path archive, int maxEntries) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(archive)) {
            file.position(start(file));
            InputStream in = new BufferedInputStream(Channels.newInputStream(file));
            int entries = 0;
            long bytes = 0;
            for (byte[] header = in.readNBytes(ENTRY_BYTES); isEntry(header); header = in.readNBytes(ENTRY_BYTES)) {
                ByteBuffer fields = little(header);
                int nameLength = fields.getShort(28) & USHORT;
                int rest = (fields.getShort(30) & USHORT) + (fields.getShort(32) & USHORT);
                String name = new String(in.readNBytes(nameLength), StandardCharsets.UTF_8);
                in.skipNBytes(rest);
                entries++;
                bytes += ENTRY_BYTES + nameLength + rest;
                if (entries > maxEntries || bytes > MOST_DIRECTORY_BYTES) {
                    throw new RejectedArchive(name, "is one more than the " + maxEntries + " entries allowed");
                }
            }
        }
    }

    private static boolean isEntry(byte[] header) {
        return header.length == ENTRY_BYTES && little(header).getInt(0) == ENTRY_SIGNATURE;
    }

    /** Where the directory starts, by the record at the archive's end, or by its 64-bit form. */
    private static long start(SeekableByteChannel file) throws IOException {
        int tailBytes = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
        long tailStart = file.size() - tailBytes;
        ByteBuffer tail = read(file, tailStart, tailBytes);
        for (int i = tailBytes - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END_SIGNATURE) {
                long offset = tail.getInt(i + 16) & UINT;
                return offset == UINT ? start64(file, tailStart + i) : offset;
            }
        }
        throw new RejectedArchive("is not a complete zip: its directory is missing");
    }

    private static long start64(SeekableByteChannel file, long end) throws IOException {
        ByteBuffer locator = read(file, end - LOCATOR_BYTES, LOCATOR_BYTES);
        if (locator.getInt(0) != LOCATOR_SIGNATURE) {
            return UINT;
        }
        ByteBuffer end64 = read(file, locator.getLong(8), END64_BYTES);
        if (end64.getInt(0) != END64_SIGNATURE) {
            throw new RejectedArchive("is a damaged zip: its directory is missing");
        }
        return end64.getLong(48);
    }

    private static ByteBuffer read(SeekableByteChannel file, long position, int bytes) throws IOException {
        if (position < 0 || position + bytes > file.size()) {
            throw new RejectedArchive("is a damaged zip: its directory lies outside of it");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.position(position);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                throw new RejectedArchive("is a damaged zip: it ends too early");
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
