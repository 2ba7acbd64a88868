package io.kyozo.contracts.event;

import java.util.UUID;

/**
 * A workspace was created, changed or deleted.
 *
 * @param workspaceId the workspace
 * @param name its name, a slug
 * @param change what happened
 */
public record WorkspaceChanged(UUID workspaceId, String name, Change change) {

    /** What happened to the workspace. */
    public enum Change {
        CREATED,
        UPDATED,
        DELETED
    }
}
