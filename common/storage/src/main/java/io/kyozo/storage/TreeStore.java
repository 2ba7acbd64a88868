package io.kyozo.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Trees in a {@link BlobStore}. Calls block: use them on worker threads. */
public interface TreeStore {
    /** Stores the tree (its blobs are there already); its hash. */
    BlobHash write(Tree tree) throws IOException;

    Tree read(BlobHash hash) throws IOException;

    /** Writes the tree's files below {@code target}, an empty or absent folder; never outside it, never through a link. */
    void materialize(BlobHash hash, Path target) throws IOException;
}
