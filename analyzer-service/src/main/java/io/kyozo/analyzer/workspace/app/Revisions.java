package io.kyozo.analyzer.workspace.app;

import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * What the analysis knows of revisions, and how it says how far it is. A revision is enqueued with the job type
 * {@code topology.analyze-folder} and {@link AnalyzeRequest} as its arguments, in the transaction that makes it.
 */
public interface Revisions {
    /** The revision with this id, of whatever team; empty where there is none (any more). */
    Uni<Optional<Revision>> find(UUID revisionId);

    /** The revision with this id if it belongs to {@code teamId}; empty where it does not, or there is none. */
    Uni<Optional<Revision>> find(UUID revisionId, UUID teamId);

    /** The analysis is under way: state {@code analyzing}, progress 0 to 100, and what is being done, for a person. */
    Uni<Void> analyzing(UUID revisionId, int percent, String message);

    /** The analysis is done: state {@code analyzed}, with the blob hash of its topology document. */
    Uni<Void> analyzed(Tx tx, UUID revisionId, String topologyHash, String message);

    /** The analysis is given up: state {@code failed}, with what is wrong and how to mend it. */
    Uni<Void> failed(Tx tx, UUID revisionId, String problem);

    /**
     * Arguments of the job {@code topology.analyze-folder}.
     *
     * @param revisionId what to analyse
     */
    @RegisterForReflection
    record AnalyzeRequest(UUID revisionId) {}

    /**
     * One revision of a workspace.
     *
     * @param id of the revision
     * @param workspaceId the workspace that it is a revision of
     * @param workspaceName its name, a slug; a service at the folder's root is called so
     * @param number of the revision in its workspace, from 1; later revisions have higher ones
     * @param teamId the team that the workspace belongs to
     * @param treeHash blob hash of its tree
     * @param files how many files the tree has
     * @param deploy whether it is to be deployed once it is analysed
     * @param actor who made it
     * @param correlationId follows it across services
     */
    record Revision(
            UUID id,
            UUID workspaceId,
            String workspaceName,
            long number,
            UUID teamId,
            String treeHash,
            int files,
            boolean deploy,
            String actor,
            String correlationId) {}
}
