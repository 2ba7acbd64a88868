package io.kyozo.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Trees as blobs. Their JSON is canonical because the record's components come in their declared order and there is
 * nothing else to choose. Every tree is checked when written and when read: a store's content is not trusted either.
 */
@RegisterForReflection(targets = {Tree.class, Tree.Entry.class})
public final class BlobTreeStore implements TreeStore {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final BlobStore blobs;

    public BlobTreeStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public BlobHash write(Tree tree) throws IOException {
        check(tree);
        return blobs.write(new ByteArrayInputStream(JSON.writeValueAsBytes(tree)));
    }

    @Override
    public Tree read(BlobHash hash) throws IOException {
        Tree tree;
        try (InputStream json = blobs.open(hash)) {
            tree = JSON.readValue(json, Tree.class);
        } catch (JsonProcessingException e) {
            throw new InvalidTreeException(hash.hex(), "is no tree: " + e.getOriginalMessage());
        }
        if (tree == null || tree.entries() == null) {
            throw new InvalidTreeException(hash.hex(), "is no tree");
        }
        check(tree);
        return tree;
    }

    @Override
    public void materialize(BlobHash hash, Path target) throws IOException {
        Tree tree = read(hash);
        TreeWriter writer = TreeWriter.into(target);
        for (Tree.Entry entry : tree.entries()) {
            try (InputStream content = blobs.open(new BlobHash(entry.hash()))) {
                writer.write(entry, content);
            }
        }
    }

    private static void check(Tree tree) throws InvalidTreeException {
        for (Tree.Entry entry : tree.entries()) {
            if (entry == null || entry.path() == null || entry.hash() == null || entry.size() < 0) {
                throw new InvalidTreeException(String.valueOf(entry), "is not complete");
            }
            checkHash(entry);
        }
        TreePaths.check(tree.entries());
    }

    private static void checkHash(Tree.Entry entry) throws InvalidTreeException {
        try {
            var unused = new BlobHash(entry.hash());
        } catch (IllegalArgumentException e) {
            throw new InvalidTreeException(entry.path(), String.valueOf(e.getMessage()));
        }
    }
}
