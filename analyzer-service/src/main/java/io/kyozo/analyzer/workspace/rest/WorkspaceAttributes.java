package io.kyozo.analyzer.workspace.rest;

import io.kyozo.analyzer.workspace.Workspace;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API says about a workspace. */
@RegisterForReflection
record WorkspaceAttributes(String name, String title, Instant createdAt, Instant updatedAt) {
    /** The resource type. */
    static final String TYPE = "workspaces";

    private static final int LONGEST_TITLE = 200;

    /**
     * What a client sends to make one.
     *
     * @param name a slug
     * @param title for people; absent for none
     */
    @RegisterForReflection
    record Create(
            @NotNull(message = "must be given") String name,

            @Nullable @Size(max = LONGEST_TITLE, message = "must have at most 200 characters")
            String title) {}

    /**
     * What a client sends to change one.
     *
     * @param title for people; empty for none
     */
    @RegisterForReflection
    record Change(
            @NotNull(message = "must be given") @Size(max = LONGEST_TITLE, message = "must have at most 200 characters")
            String title) {}

    static Resource<WorkspaceAttributes> resource(Workspace workspace) {
        return Resource.of(
                TYPE,
                workspace.id(),
                new WorkspaceAttributes(
                        workspace.name(), workspace.title(), workspace.createdAt(), workspace.updatedAt()));
    }
}
