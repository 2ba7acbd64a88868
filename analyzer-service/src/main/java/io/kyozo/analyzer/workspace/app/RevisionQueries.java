package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.Revision;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A team's revisions, for its members. */
public interface RevisionQueries {
    /** Empty also where the revision is another team's. */
    Uni<Optional<Revision>> findOne(UUID teamId, UUID revisionId);

    /** Newest first: at most {@code limit} with ids below {@code after}. */
    Uni<List<Revision>> list(UUID teamId, UUID workspaceId, Optional<UUID> after, int limit);
}
