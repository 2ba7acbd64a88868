package io.kyozo.deployer.logs.store;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Lines of one replica in gzip: a version byte, how many there are, then for each milliseconds (8 bytes), level (1),
 * length (4) and text in UTF-8.
 */
final class PackedLines {
    private static final int VERSION = 1;

    private PackedLines() {}

    static byte[] pack(List<LogEntry> lines) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeInt(lines.size());
            for (LogEntry line : lines) {
                byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
                out.writeLong(line.at().toEpochMilli());
                out.writeByte(line.level().ordinal());
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<LogEntry> unpack(byte[] packed, String service, UUID instance) {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("kept output of an unknown version " + version);
            }
            int count = in.readInt();
            List<LogEntry> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Instant at = Instant.ofEpochMilli(in.readLong());
                LogLevel level = LogLevel.values()[in.readByte()];
                String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                lines.add(new LogEntry(at, service, LogEntry.OUTPUT, level, instance, null, text));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
