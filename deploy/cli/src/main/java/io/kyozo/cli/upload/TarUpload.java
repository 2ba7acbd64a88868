package io.kyozo.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder as one tar stream, made while it is sent: file names, contents and whether a file may be executed, nothing
 * else, so that the same folder gives the same stream.
 */
public final class TarUpload {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int BUFFER = 64 * 1024;

    private final FolderContent content;
    private final AtomicInteger sent = new AtomicInteger();

    public TarUpload(FolderContent content) {
        this.content = content;
    }

    /** How many files have gone out. */
    public int filesSent() {
        return sent.get();
    }

    /** The stream; a file that can't be read fails it where the reader sees it. */
    public InputStream open() {
        Pipe pipe = new Pipe();
        PipedOutputStream out = pipe.connected();
        Thread writer = new Thread(() -> fill(out, pipe), "upload");
        writer.setDaemon(true);
        writer.start();
        return pipe;
    }

    private void fill(PipedOutputStream out, Pipe pipe) {
        try (out) {
            try {
                write(out);
            } catch (IOException e) {
                pipe.failure.set(e);
            }
        } catch (IOException readerGone) {
            pipe.failure.compareAndSet(null, readerGone);
        }
    }

    void write(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (Path file : content.files()) {
            TarArchiveEntry entry = new TarArchiveEntry(content.nameOf(file));
            entry.setSize(Files.size(file));
            entry.setMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            Files.copy(file, tar);
            tar.closeArchiveEntry();
            sent.incrementAndGet();
        }
        tar.finish();
        out.flush();
    }

    /** A pipe whose reader learns why the writer stopped. */
    private static final class Pipe extends PipedInputStream {
        private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

        Pipe() {
            super(BUFFER);
        }

        PipedOutputStream connected() {
            try {
                return new PipedOutputStream(this);
            } catch (IOException e) {
                throw new IllegalStateException("A new pipe has no writer yet", e);
            }
        }

        @Override
        public synchronized int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
            return checked(super.read(bytes, offset, length));
        }

        private int checked(int read) throws IOException {
            IOException why = failure.get();
            if (read < 0 && why != null) {
                throw new IOException("The folder changed or can't be read: " + why.getMessage(), why);
            }
            return read;
        }
    }
}
