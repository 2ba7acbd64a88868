package io.kyozo.analyzer.topology.app;

import io.kyozo.contracts.topology.Strategy;
import java.time.Instant;
import java.util.UUID;

/**
 * That a revision was analysed.
 *
 * @param revisionId the revision
 * @param workspaceId its workspace
 * @param teamId the team that both belong to
 * @param treeHash blob hash of the analysed tree
 * @param topologyHash blob hash of the document
 * @param strategy of the folder as a whole
 * @param confidence of the whole, 0 to 1
 * @param summary one sentence for a person
 * @param services how many services can be deployed
 * @param analyzedAt when
 */
public record RecordedTopology(
        UUID revisionId,
        UUID workspaceId,
        UUID teamId,
        String treeHash,
        String topologyHash,
        Strategy strategy,
        double confidence,
        String summary,
        int services,
        Instant analyzedAt) {}
