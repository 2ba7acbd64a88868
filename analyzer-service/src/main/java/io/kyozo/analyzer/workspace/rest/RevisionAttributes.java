package io.kyozo.analyzer.workspace.rest;

import io.kyozo.analyzer.workspace.Revision;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the API says about a revision; see {@link Revision}. */
@RegisterForReflection
record RevisionAttributes(
        int number,
        String state,
        int progress,
        String message,
        @Nullable String problem,
        String treeHash,
        @Nullable String topologyHash,
        int files,
        long bytes,
        boolean deploy,
        String createdBy,
        Instant createdAt) {
    /** The resource type. */
    static final String TYPE = "revisions";

    static Resource<RevisionAttributes> resource(Revision revision) {
        RevisionAttributes attributes = new RevisionAttributes(
                revision.number(),
                revision.state().name().toLowerCase(Locale.ROOT),
                revision.progress(),
                revision.message(),
                revision.problem(),
                revision.treeHash(),
                revision.topologyHash(),
                revision.files(),
                revision.bytes(),
                revision.deploy(),
                revision.createdBy(),
                revision.createdAt());
        return Resource.of(TYPE, revision.id(), attributes)
                .related("workspace", WorkspaceAttributes.TYPE, revision.workspaceId());
    }
}
