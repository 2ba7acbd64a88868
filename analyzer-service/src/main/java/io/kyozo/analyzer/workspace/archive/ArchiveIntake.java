package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.ArchiveLimits;
import io.kyozo.analyzer.workspace.ReceivedFolder;
import io.kyozo.analyzer.workspace.RejectedArchive;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.Tree;
import io.kyozo.storage.TreeStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Stores what an archive holds, in two readings. The first judges every name, kind and byte, as they arrive where the
 * format allows; only then the second writes, so a rejected archive leaves nothing. Names never become paths of the host.
 */
final class ArchiveIntake {
    private static final int BUFFER = 64 * 1024;
    private static final int TAR_BLOCK = 512;

    private final ArchiveLimits limits;
    private final BlobStore blobs;
    private final TreeStore trees;

    ArchiveIntake(ArchiveLimits limits, BlobStore blobs, TreeStore trees) {
        this.limits = limits;
        this.blobs = blobs;
        this.trees = trees;
    }

    /** Blocks. Closes {@code archive}. */
    ReceivedFolder receive(InputStream archive) throws IOException {
        Path spool = Files.createTempFile("kyozo-upload-", ".archive");
        try (archive) {
            ArchiveFormat format = judge(archive, spool);
            return store(format, spool);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private ArchiveFormat judge(InputStream archive, Path spool) throws IOException {
        try (OutputStream copy = new BufferedOutputStream(Files.newOutputStream(spool), BUFFER)) {
            Spool source = new Spool(archive, copy, limits.uploadBytes());
            BufferedInputStream in = new BufferedInputStream(source, BUFFER);
            ArchiveFormat format = ArchiveFormat.of(in);
            if (format != ArchiveFormat.ZIP) {
                read(format, in, new Contents(limits, (path, executable, content) -> {}, source::bytes));
            }
            in.transferTo(OutputStream.nullOutputStream());
            copy.flush();
            if (format == ArchiveFormat.ZIP) {
                readZip(spool, new Contents(limits, (path, executable, content) -> {}, source::bytes));
            } else if (source.bytes() < TAR_BLOCK && format == ArchiveFormat.TAR) {
                throw new RejectedArchive("is neither a tar nor a zip");
            }
            return format;
        }
    }

    private ReceivedFolder store(ArchiveFormat format, Path spool) throws IOException {
        List<Tree.Entry> entries = new ArrayList<>();
        // The first reading has judged the ratio; here the whole archive counts as read.
        long packed = Files.size(spool);
        Contents contents = new Contents(
                limits, (path, executable, content) -> entries.add(entry(path, executable, content)), () -> packed);
        if (format == ArchiveFormat.ZIP) {
            readZip(spool, contents);
        } else {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(spool), BUFFER)) {
                read(format, in, contents);
            }
        }
        entries.sort(Comparator.comparing(Tree.Entry::path));
        BlobHash hash = trees.write(new Tree(List.copyOf(entries)));
        long bytes = entries.stream().mapToLong(Tree.Entry::size).sum();
        return new ReceivedFolder(hash, entries.size(), bytes);
    }

    private Tree.Entry entry(String path, boolean executable, InputStream content) {
        try {
            Measured measured = new Measured(content);
            BlobHash hash = blobs.write(measured);
            return new Tree.Entry(path, hash.hex(), measured.bytes(), executable);
        } catch (IOException e) {
            throw new UncheckedIOException(new StoreFailedException(e));
        }
    }

    private void read(ArchiveFormat format, InputStream in, Contents contents) throws IOException {
        try {
            InputStream tar = format == ArchiveFormat.TAR_GZ ? new GZIPInputStream(in, BUFFER) : in;
            TarReader.read(tar, contents);
            contents.end(tar);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void readZip(Path spool, Contents contents) throws IOException {
        try {
            ZipReader.read(spool, limits, contents);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static RejectedArchive damaged(Exception cause) {
        RejectedArchive rejected = new RejectedArchive("is damaged or incomplete");
        rejected.initCause(cause);
        return rejected;
    }

    /** The store, not the archive, is at fault. */
    private static final class StoreFailedException extends IOException {
        private StoreFailedException(IOException cause) {
            super("the content could not be stored", cause);
        }
    }
}
