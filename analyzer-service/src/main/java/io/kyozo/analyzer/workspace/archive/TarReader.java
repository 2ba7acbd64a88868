package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.RejectedArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Reads a tar as it streams by: the first entry at fault ends it, however much is still to come. */
final class TarReader {
    // Long names and extended headers are read into memory as a whole: a generous name fits, a bomb does not.
    private static final long HEADER_BYTES = 256 * 1024;
    private static final int OWNER_EXECUTES = 0100;

    private TarReader() {}

    static void read(InputStream in, Contents contents) throws IOException {
        HeaderGuard guard = new HeaderGuard(in);
        TarArchiveInputStream tar = new TarArchiveInputStream(guard, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = next(tar, guard); entry != null; entry = next(tar, guard)) {
            take(tar, entry, contents);
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, HeaderGuard guard) throws IOException {
        guard.allowed = HEADER_BYTES;
        TarArchiveEntry entry = tar.getNextEntry();
        guard.allowed = Long.MAX_VALUE;
        return entry;
    }

    private static void take(TarArchiveInputStream tar, TarArchiveEntry entry, Contents contents) throws IOException {
        String name = entry.getName();
        if (!entry.isCheckSumOK()) {
            throw new RejectedArchive(name, "has a damaged header, or this is not a tar archive");
        }
        if (entry.isSparse()) {
            throw new RejectedArchive(name, "is a sparse file");
        }
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_DIR -> contents.folder(name);
            case TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> file(tar, entry, contents);
            case TarConstants.LF_OLDNORM -> {
                if (name.endsWith("/")) {
                    contents.folder(name);
                } else {
                    file(tar, entry, contents);
                }
            }
            case TarConstants.LF_SYMLINK -> throw new RejectedArchive(name, "is a symbolic link");
            case TarConstants.LF_LINK -> throw new RejectedArchive(name, "is a hard link");
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> throw new RejectedArchive(name, "is a device");
            case TarConstants.LF_FIFO -> throw new RejectedArchive(name, "is a named pipe");
            default -> throw new RejectedArchive(name, "is neither a file nor a folder");
        }
    }

    private static void file(TarArchiveInputStream tar, TarArchiveEntry entry, Contents contents) throws IOException {
        if (entry.getName().endsWith("/")) {
            throw new RejectedArchive(entry.getName(), "is a file with a folder's name");
        }
        contents.file(entry.getName(), (entry.getMode() & OWNER_EXECUTES) != 0, tar);
    }

    /** Ends a header that goes on and on. */
    private static final class HeaderGuard extends FilterInputStream {
        private long allowed = Long.MAX_VALUE;

        private HeaderGuard(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) {
            allowed -= bytes;
            if (allowed < 0) {
                throw new RejectedArchive("has a header longer than " + HEADER_BYTES + " bytes");
            }
        }
    }
}
