package io.kyozo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Blobs as files, in folders by the first two digits of their hashes. A blob is written to a temporary file of
 * the same file system, forced to the disk, then renamed in one step; so it is there whole or not at all, and two writers
 * of the same content do not disturb each other.
 */
public final class FileBlobStore implements BlobStore {
    private static final Logger LOG = Logger.getLogger(FileBlobStore.class);
    private static final int BUFFER = 64 * 1024;

    private final Path root;
    private final Path temporary;

    /** Makes the folder where it is not there, and removes temporary files older than {@code orphanAge}. */
    public FileBlobStore(Path root, Duration orphanAge) {
        this.root = root.toAbsolutePath();
        this.temporary = this.root.resolve("tmp");
        try {
            Files.createDirectories(temporary);
            removeOrphans(Instant.now().minus(orphanAge));
        } catch (IOException e) {
            throw new UncheckedIOException("the storage folder can't be used: " + root, e);
        }
    }

    @Override
    public BlobHash write(InputStream content) throws IOException {
        Path file = temporary.resolve(UUID.randomUUID().toString());
        try {
            BlobHash hash = copy(content, file);
            publish(file, hash);
            return hash;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public InputStream open(BlobHash hash) throws IOException {
        try {
            return Files.newInputStream(path(hash));
        } catch (NoSuchFileException e) {
            throw notFound(hash, e);
        }
    }

    @Override
    public boolean exists(BlobHash hash) {
        return Files.isRegularFile(path(hash));
    }

    @Override
    public long size(BlobHash hash) throws IOException {
        try {
            return Files.size(path(hash));
        } catch (NoSuchFileException e) {
            throw notFound(hash, e);
        }
    }

    @Override
    public boolean delete(BlobHash hash) throws IOException {
        return Files.deleteIfExists(path(hash));
    }

    /** Content that is there already is not forced to the disk again, which is what costs. */
    private BlobHash copy(InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                writeFully(out, ByteBuffer.wrap(buffer, 0, n));
            }
            BlobHash hash = new BlobHash(HexFormat.of().formatHex(digest.digest()));
            if (!exists(hash)) {
                out.force(true);
            }
            return hash;
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void publish(Path file, BlobHash hash) throws IOException {
        Path target = path(hash);
        if (Files.isRegularFile(target)) {
            return;
        }
        Path folder = shard(hash);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            // The folder's own entry must survive a power cut as well.
            force(root);
        }
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            LOG.debugf("%s was written by another at the same time: %s", hash, e.getMessage());
        }
        force(folder);
    }

    /** Makes a rename durable; file systems that can't open folders (not on Linux) do without. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void removeOrphans(Instant before) throws IOException {
        try (var files = Files.newDirectoryStream(temporary)) {
            for (Path file : files) {
                removeIfOlder(file, FileTime.from(before));
            }
        }
    }

    private static void removeIfOlder(Path file, FileTime before) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            LOG.debugf("%s was finished meanwhile", e.getMessage());
        }
    }

    private Path path(BlobHash hash) {
        return shard(hash).resolve(hash.hex());
    }

    private Path shard(BlobHash hash) {
        return root.resolve(hash.hex().substring(0, 2));
    }

    private static BlobNotFoundException notFound(BlobHash hash, NoSuchFileException cause) {
        BlobNotFoundException failure = new BlobNotFoundException(hash);
        failure.initCause(cause);
        return failure;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
