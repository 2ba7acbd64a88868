package io.kyozo.runtime.process;

import io.kyozo.runtime.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One stream of a container's output, read from where one left off; starts over where the file was cut. */
final class LogFile {
    private static final int MAX_LINE = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path file;
    private final String stream;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;

    LogFile(Path folder, String stream) {
        this.folder = folder;
        this.file = folder.resolve(stream);
        this.stream = stream;
    }

    /** The last {@code count} lines that are there, the part that was moved aside when the log grew too long included. */
    List<LogLine> tail(int count, LogIndex index) throws IOException {
        var last = new ArrayDeque<LogLine>();
        var older = new LogFile(folder, stream + LogKeeper.OLDER);
        var moved =
                Files.exists(older.file) ? Files.getLastModifiedTime(older.file).toInstant() : Instant.EPOCH;
        for (var line : older.readAll()) {
            keep(last, new LogLine(moved, stream, line.text()), count);
        }
        var now = Instant.now();
        for (var line = new ArrayList<>(next(index, now)); !line.isEmpty(); line = new ArrayList<>(next(index, now))) {
            line.forEach(each -> keep(last, each, count));
        }
        return List.copyOf(last);
    }

    /** Lines that were finished since the last call; empty where there are none. */
    List<LogLine> next(LogIndex index, Instant fallback) throws IOException {
        var lines = new ArrayList<LogLine>();
        if (!Files.exists(file)) {
            return lines;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
                partial.reset();
            }
            in.seek(position);
            var chunk = new byte[CHUNK];
            for (var count = in.read(chunk); count > 0; count = lines.isEmpty() ? in.read(chunk) : 0) {
                split(chunk, count, lines, index, fallback);
            }
        }
        return lines;
    }

    /** What has no line end, once nothing more will come. */
    List<LogLine> rest() {
        var lines = new ArrayList<LogLine>();
        if (partial.size() > 0) {
            flush(lines, Instant.now());
        }
        return lines;
    }

    private List<LogLine> readAll() throws IOException {
        var all = new ArrayList<LogLine>();
        var index = LogIndex.read(file.resolveSibling("none"));
        for (var some = next(index, Instant.EPOCH); !some.isEmpty(); some = next(index, Instant.EPOCH)) {
            all.addAll(some);
        }
        return all;
    }

    private void split(byte[] chunk, int count, List<LogLine> lines, LogIndex index, Instant fallback) {
        for (var i = 0; i < count; i++) {
            position++;
            if (chunk[i] == '\n' || partial.size() >= MAX_LINE) {
                flush(lines, index.at(stream, position, fallback));
            }
            if (chunk[i] != '\n') {
                partial.write(chunk[i]);
            }
        }
    }

    private void flush(List<LogLine> lines, Instant at) {
        var text = partial.toString(StandardCharsets.UTF_8);
        partial.reset();
        lines.add(new LogLine(at, stream, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    }

    private static void keep(Deque<LogLine> last, LogLine line, int count) {
        last.addLast(line);
        if (last.size() > count) {
            last.removeFirst();
        }
    }
}
