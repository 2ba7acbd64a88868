package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.sql.seal.SealedStream;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of backups in the blob store: a mark, the backup's id, then the data, deflated and sealed. The id has no two backups
 * share a blob, so that the one can be removed without the other. Calls block.
 */
@ApplicationScoped
class BackupContent {
    private static final byte[] MARK = "kyozo-backup-01\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 16;

    private final BlobStore blobs;
    private final BackupKeys keys;

    BackupContent(BlobStore blobs, BackupKeys keys) {
        this.blobs = blobs;
        this.keys = keys;
    }

    Part write(UUID backup, String path, InputStream data) throws IOException {
        BackupKeys.Fresh key = keys.next(backup, path);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var sealed = SealedStream.seal(key.plain(), new DeflaterInputStream(data, deflater))) {
            BlobHash hash = blobs.write(new SequenceInputStream(new ByteArrayInputStream(header(backup)), sealed));
            return new Part(path, hash.hex(), blobs.size(hash), key.sealed());
        } finally {
            deflater.end();
        }
    }

    /** Fails where a part is not as it was written, or its key can't be opened: so that nothing is replaced by half of a backup. */
    void check(Backup backup) throws IOException {
        for (Part part : backup.parts()) {
            verify(new BlobHash(part.blob()));
            open(backup.id(), part).close();
        }
    }

    /** The data of a part that was checked. */
    InputStream open(UUID backup, Part part) throws IOException {
        byte[] key = keys.open(backup, part);
        BlobHash hash = new BlobHash(part.blob());
        InputStream content = blobs.open(hash);
        if (!Arrays.equals(content.readNBytes(MARK.length + ID_BYTES), header(backup))) {
            content.close();
            throw new IOException("the blob " + hash + " is no part of backup " + backup);
        }
        return new InflaterInputStream(opened(key, content));
    }

    private static InputStream opened(byte @Nullable [] key, InputStream content) {
        return key == null ? content : SealedStream.open(key, content);
    }

    void remove(Part part) throws IOException {
        var unused = blobs.delete(new BlobHash(part.blob()));
    }

    private void verify(BlobHash hash) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream content = new DigestInputStream(blobs.open(hash), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(hash.hex())) {
            throw new IOException("the backup was damaged: the content of blob " + hash + " has another hash");
        }
    }

    private static byte[] header(UUID backup) {
        return ByteBuffer.allocate(MARK.length + ID_BYTES)
                .put(MARK)
                .putLong(backup.getMostSignificantBits())
                .putLong(backup.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
