package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.ReceivedFolder;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;

/** Takes an archive in. */
public interface FolderReceiver {
    /**
     * Stores the folder that {@code archive} (tar, tar.gz or zip) holds, or nothing at all: fails with
     * {@link io.kyozo.contracts.error.ErrorCode#ARCHIVE_REJECTED} where any entry breaks a rule.
     */
    Uni<ReceivedFolder> receive(InputStream archive);
}
