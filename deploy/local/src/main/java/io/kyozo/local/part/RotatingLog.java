package io.kyozo.local.part;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A log file that never outgrows its share of the disk: at {@code limit} bytes it becomes {@code name.1}, which pushes
 * out the one before. It remembers its last lines for error messages.
 */
public final class RotatingLog implements AutoCloseable {
    private static final long DEFAULT_LIMIT = 10L * 1024 * 1024;
    private static final int REMEMBERED_LINES = 40;
    private static final int LINE_LIMIT = 20_000;

    private final Path file;
    private final long limit;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private OutputStream out;
    private long size;

    public RotatingLog(Path file) throws IOException {
        this(file, DEFAULT_LIMIT);
    }

    RotatingLog(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        this.out = open();
        this.size = Files.size(file);
    }

    /** Copies {@code source} into the log until it ends, on a thread of its own. */
    public void follow(String name, InputStream source) {
        Thread reader = new Thread(() -> copy(source), "log-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The last lines, oldest first. */
    public synchronized List<String> lastLines(int count) {
        return lastLines.stream().skip(Math.max(0, lastLines.size() - count)).toList();
    }

    /** Adds a line of our own. */
    public void say(String text) {
        write((text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    private void copy(InputStream source) {
        byte[] buffer = new byte[8192];
        try (source) {
            int read = source.read(buffer);
            while (read >= 0) {
                write(java.util.Arrays.copyOf(buffer, read));
                read = source.read(buffer);
            }
        } catch (IOException endedWithItsProcess) {
            say("(the log ends here: " + endedWithItsProcess.getMessage() + ")");
        }
    }

    private synchronized void write(byte[] bytes) {
        try {
            if (size + bytes.length > limit) {
                rotate();
            }
            out.write(bytes);
            out.flush();
            size += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file, e);
        }
        remember(new String(bytes, StandardCharsets.UTF_8));
    }

    private void remember(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next != '\n') {
                if (line.length() < LINE_LIMIT && next != '\r') {
                    line.append(next);
                }
                continue;
            }
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line.toString());
            line.setLength(0);
        }
    }

    private void rotate() throws IOException {
        out.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        out = open();
        size = 0;
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
