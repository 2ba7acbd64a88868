package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup.Part;
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

/**
 * The parts of backups in the blob store: a mark, the backup's id, then the data, deflated. The id has no two backups share a
 * blob, so that the one can be removed without the other. Calls block.
 */
@ApplicationScoped
class BackupContent {
    private static final byte[] MARK = "kyozo-backup-01\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 16;

    private final BlobStore blobs;

    BackupContent(BlobStore blobs) {
        this.blobs = blobs;
    }

    Part write(UUID backup, String path, InputStream data) throws IOException {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var deflated = new DeflaterInputStream(data, deflater)) {
            BlobHash hash = blobs.write(new SequenceInputStream(new ByteArrayInputStream(header(backup)), deflated));
            return new Part(path, hash.hex(), blobs.size(hash));
        } finally {
            deflater.end();
        }
    }

    /** The data, after all of it was read once to see that it is as it was written. */
    InputStream open(UUID backup, Part part) throws IOException {
        BlobHash hash = new BlobHash(part.blob());
        verify(hash);
        InputStream content = blobs.open(hash);
        if (!Arrays.equals(content.readNBytes(MARK.length + ID_BYTES), header(backup))) {
            content.close();
            throw new IOException("the blob " + hash + " is no part of backup " + backup);
        }
        return new InflaterInputStream(content);
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
