package io.kyozo.analyzer.workspace.archive;

import io.kyozo.storage.BlobHash;
import io.kyozo.storage.BlobNotFoundException;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.Tree;
import io.kyozo.storage.TreeStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Blobs and trees in memory, to see that nothing is written. */
final class MemoryStore implements BlobStore, TreeStore {
    final Map<BlobHash, byte[]> blobs = new HashMap<>();
    final Map<BlobHash, Tree> trees = new HashMap<>();

    @Override
    public BlobHash write(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        BlobHash hash = hash(bytes);
        blobs.put(hash, bytes);
        return hash;
    }

    @Override
    public InputStream open(BlobHash hash) throws IOException {
        byte[] bytes = blobs.get(hash);
        if (bytes == null) {
            throw new BlobNotFoundException(hash);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean exists(BlobHash hash) {
        return blobs.containsKey(hash);
    }

    @Override
    public long size(BlobHash hash) {
        return blobs.get(hash).length;
    }

    @Override
    public boolean delete(BlobHash hash) {
        return blobs.remove(hash) != null;
    }

    @Override
    public BlobHash write(Tree tree) {
        BlobHash hash = hash(tree.toString().getBytes(StandardCharsets.UTF_8));
        trees.put(hash, tree);
        return hash;
    }

    @Override
    public Tree read(BlobHash hash) {
        return trees.get(hash);
    }

    @Override
    public void materialize(BlobHash hash, Path target) {
        throw new UnsupportedOperationException();
    }

    private static BlobHash hash(byte[] bytes) {
        try {
            return new BlobHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
