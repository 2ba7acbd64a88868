package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When which part of a log was written: the processes write the files themselves, without times. Each line of the file
 * is {@code milliseconds stdout-size stderr-size}, noted once a second while something is written.
 */
final class LogIndex {
    private final Map<Long, Long> out = new TreeMap<>();
    private final Map<Long, Long> err = new TreeMap<>();

    private LogIndex() {}

    static LogIndex read(Path file) throws IOException {
        var index = new LogIndex();
        try {
            for (var line : Files.readAllLines(file)) {
                var fields = line.split(" ");
                if (fields.length == 3) {
                    var unusedOut = index.out.putIfAbsent(Long.parseLong(fields[1]), Long.parseLong(fields[0]));
                    var unusedErr = index.err.putIfAbsent(Long.parseLong(fields[2]), Long.parseLong(fields[0]));
                }
            }
        } catch (NoSuchFileException none) {
            return index;
        }
        return index;
    }

    static void note(Path file, long outSize, long errSize) throws IOException {
        var line = Instant.now().toEpochMilli() + " " + outSize + " " + errSize + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** When what ends at {@code offset} was there; {@code fallback} where it was not noted. */
    Instant at(String stream, long offset, Instant fallback) {
        var sizes = (TreeMap<Long, Long>) (stream.equals("stdout") ? out : err);
        var noted = sizes.ceilingEntry(offset);
        return noted == null ? fallback : Instant.ofEpochMilli(noted.getValue());
    }
}
