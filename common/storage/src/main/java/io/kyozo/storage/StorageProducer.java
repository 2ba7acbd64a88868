package io.kyozo.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the configured store known to CDI. */
@ApplicationScoped
class StorageProducer {
    @Produces
    @Singleton
    BlobStore blobStore(StorageConfig config) {
        return new FileBlobStore(config.path(), config.orphanAge());
    }

    @Produces
    @Singleton
    TreeStore treeStore(BlobStore blobs) {
        return new BlobTreeStore(blobs);
    }
}
