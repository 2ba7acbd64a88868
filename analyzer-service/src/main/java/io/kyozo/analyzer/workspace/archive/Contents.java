package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.ArchiveLimits;
import io.kyozo.analyzer.workspace.FolderNames;
import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/** What has come out of one archive so far: names, and bytes counted as they stream, whatever the headers claim. */
final class Contents {
    private final ArchiveLimits limits;
    private final FolderNames names;
    private final FileVisitor visitor;
    private final LongSupplier packedBytes;
    private long total;

    /** {@code packedBytes} tells how much of the archive itself has been read. */
    Contents(ArchiveLimits limits, FileVisitor visitor, LongSupplier packedBytes) {
        this.limits = limits;
        this.names = new FolderNames(limits);
        this.visitor = visitor;
        this.packedBytes = packedBytes;
    }

    void folder(String name) {
        names.folder(name);
    }

    void file(String name, boolean executable, InputStream content) throws IOException {
        String path = names.file(name);
        try (InputStream counted = new Counted(name, content)) {
            visitor.file(path, executable, counted);
            // What the visitor left is read all the same: an archive is proven harmless to its last byte.
            counted.transferTo(OutputStream.nullOutputStream());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads what comes after the last entry: padding and a checksum, or something that is still unpacked at our cost. */
    void end(InputStream rest) throws IOException {
        new Counted("(what follows the last entry)", rest).transferTo(OutputStream.nullOutputStream());
    }

    private void count(String name, long fileBytes, int more) {
        total += more;
        if (fileBytes > limits.fileBytes()) {
            throw new RejectedArchive(name, "is larger than the " + limits.fileBytes() + " bytes allowed for a file");
        }
        if (total > limits.totalBytes()) {
            throw new RejectedArchive(
                    name, "makes the content larger than the " + limits.totalBytes() + " bytes allowed");
        }
        if (total > limits.ratioFromBytes() && total / limits.ratio() > packedBytes.getAsLong()) {
            throw new RejectedArchive(
                    name, "makes the content more than " + limits.ratio() + " times larger than the archive");
        }
    }

    /** Counts what is read of one file. Closing it leaves the archive open. */
    private final class Counted extends FilterInputStream {
        private final String name;
        private long bytes;

        private Counted(String name, InputStream content) {
            super(content);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                bytes++;
                count(name, bytes, 1);
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                bytes += read;
                count(name, bytes, read);
            }
            return read;
        }

        @Override
        public long skip(long n) {
            return 0;
        }

        @Override
        public void close() {
            // The reader of the archive goes on behind this file.
        }
    }
}
