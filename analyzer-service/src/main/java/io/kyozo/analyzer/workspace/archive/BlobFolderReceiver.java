package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.ReceivedFolder;
import io.kyozo.analyzer.workspace.app.FolderReceiver;
import io.kyozo.storage.BlobStore;
import io.kyozo.storage.TreeStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;

/** Takes archives in on worker threads. */
@ApplicationScoped
class BlobFolderReceiver implements FolderReceiver {
    private final ArchiveIntake intake;

    BlobFolderReceiver(ArchiveConfig config, BlobStore blobs, TreeStore trees) {
        intake = new ArchiveIntake(config.limits(), blobs, trees);
    }

    @Override
    public Uni<ReceivedFolder> receive(InputStream archive) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> intake.receive(archive)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
