package io.kyozo.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content-addressed storage. Calls block: use them on worker threads. Writing what is there already changes nothing.
 * A blob is visible whole or not at all, also after a crash.
 */
public interface BlobStore {
    /** Stores everything that {@code content} holds; its hash. Nothing is stored where reading fails. */
    BlobHash write(InputStream content) throws IOException;

    /** Opens a blob; the caller closes it. Throws {@link BlobNotFoundException} where there is none. */
    InputStream open(BlobHash hash) throws IOException;

    boolean exists(BlobHash hash) throws IOException;

    /** Size in bytes; throws {@link BlobNotFoundException} where there is none. */
    long size(BlobHash hash) throws IOException;

    /** Removes a blob; false where there was none. */
    boolean delete(BlobHash hash) throws IOException;
}
