package io.kyozo.storage;

import java.io.IOException;

/** The store has no blob with this hash. */
public final class BlobNotFoundException extends IOException {
    public BlobNotFoundException(BlobHash hash) {
        super("no blob " + hash);
    }
}
