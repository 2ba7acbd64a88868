package io.kyozo.analyzer.workspace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder as it was uploaded once, and how far its analysis is.
 *
 * @param id of the revision
 * @param teamId whose it is
 * @param workspaceId the workspace it belongs to
 * @param workspaceName that workspace's name
 * @param number counts a workspace's revisions from 1
 * @param state where its analysis stands
 * @param progress of the analysis, 0 to 100
 * @param message what is being done now, or what came out, for a person
 * @param problem why the analysis failed; null where it did not
 * @param treeHash blob hash of its tree; equal content has an equal one
 * @param topologyHash blob hash of its topology document; null until it is analysed
 * @param files how many
 * @param bytes of all files together
 * @param deploy whether it is to be deployed once it is analysed
 * @param createdBy subject of who uploaded it
 * @param correlationId of the upload; follows its analysis and deployment
 * @param createdAt when it was uploaded
 */
public record Revision(
        UUID id,
        UUID teamId,
        UUID workspaceId,
        String workspaceName,
        int number,
        RevisionState state,
        int progress,
        String message,
        @Nullable String problem,
        String treeHash,
        @Nullable String topologyHash,
        int files,
        long bytes,
        boolean deploy,
        String createdBy,
        String correlationId,
        Instant createdAt) {}
