package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.Revision;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;

/** Where new revisions go. */
public interface RevisionStore {
    /** Adds a revision with its workspace's next number, which {@code revision} need not have; answers it with it. */
    Uni<Revision> add(Tx tx, Revision revision);
}
