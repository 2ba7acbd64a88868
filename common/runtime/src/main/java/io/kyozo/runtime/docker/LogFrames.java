package io.kyozo.runtime.docker;

import io.kyozo.runtime.LogLine;
import io.kyozo.runtime.LogPump;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the engine's multiplexed log stream: frames of 8 bytes (stream, 0, 0, 0, length) and text, each line with its
 * time in front. A line may be spread over frames; one of more than 64 KiB is cut into pieces.
 */
final class LogFrames implements LogPump.Source<LogLine> {
    private static final int MAX_LINE = 64 * 1024;
    private static final int STDERR = 2;

    private final EngineStream stream;
    private final DataInputStream in;
    private final Queue<LogLine> ready = new ArrayDeque<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean ended;

    LogFrames(EngineStream stream) {
        this.stream = stream;
        this.in = new DataInputStream(stream.body());
    }

    @Override
    public @Nullable LogLine next() throws IOException {
        while (ready.isEmpty() && !ended) {
            readFrame();
        }
        return ready.poll();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private void readFrame() throws IOException {
        var header = new byte[8];
        try {
            in.readFully(header);
        } catch (EOFException end) {
            ended = true;
            flush("stdout", out);
            flush("stderr", err);
            return;
        }
        var length = length(header);
        var name = header[0] == STDERR ? "stderr" : "stdout";
        var pending = header[0] == STDERR ? err : out;
        for (var left = length; left > 0; ) {
            var chunk = in.readNBytes(Math.min(left, MAX_LINE));
            if (chunk.length == 0) {
                throw new EOFException("the log ended within a frame");
            }
            left -= chunk.length;
            append(name, pending, chunk);
        }
    }

    /** Of what follows a frame's header of eight bytes. */
    static int length(byte[] header) {
        return ((header[4] & 0xff) << 24) | ((header[5] & 0xff) << 16) | ((header[6] & 0xff) << 8) | (header[7] & 0xff);
    }

    private void append(String name, ByteArrayOutputStream pending, byte[] chunk) {
        for (var b : chunk) {
            if (b == '\n') {
                flush(name, pending);
            } else {
                pending.write(b);
                if (pending.size() >= MAX_LINE) {
                    flush(name, pending);
                }
            }
        }
    }

    private void flush(String name, ByteArrayOutputStream pending) {
        if (pending.size() > 0) {
            ready.add(line(name, pending.toString(StandardCharsets.UTF_8)));
            pending.reset();
        }
    }

    private static LogLine line(String name, String text) {
        var blank = text.indexOf(' ');
        var end = text.endsWith("\r") ? text.length() - 1 : text.length();
        try {
            var at = Instant.parse(blank < 0 ? text : text.substring(0, blank));
            return new LogLine(at, name, blank < 0 ? "" : text.substring(Math.min(blank + 1, end), end));
        } catch (DateTimeParseException rest) {
            return new LogLine(Instant.now(), name, text.substring(0, end));
        }
    }
}
