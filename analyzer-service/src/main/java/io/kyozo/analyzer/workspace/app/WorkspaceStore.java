package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.Workspace;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A team's workspaces; all calls belong to the transaction that is open. */
public interface WorkspaceStore {
    Uni<Optional<Workspace>> find(UUID teamId, UUID workspaceId);

    Uni<Optional<Workspace>> findByName(UUID teamId, String name);

    /** Newest first: at most {@code limit} with ids below {@code after}. */
    Uni<List<Workspace>> list(UUID teamId, Optional<UUID> after, Optional<String> name, int limit);

    Uni<Void> add(Workspace workspace);

    /** Changes the title; empty where there is no such workspace. */
    Uni<Optional<Workspace>> retitle(UUID teamId, UUID workspaceId, String title);

    /** Removes it with its revisions; false where there was none. */
    Uni<Boolean> remove(UUID teamId, UUID workspaceId);

    /** The sequence number of the next event about the workspace; locks the workspace until the transaction ends. */
    Uni<Long> nextSequence(UUID workspaceId);
}
