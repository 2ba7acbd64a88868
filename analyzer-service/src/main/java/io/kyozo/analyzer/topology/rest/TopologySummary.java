package io.kyozo.analyzer.topology.rest;

import io.kyozo.analyzer.topology.app.RecordedTopology;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * One line about an analysed revision.
 *
 * @param workspaceId its workspace
 * @param strategy how the folder would be deployed
 * @param confidence 0 to 1
 * @param summary one sentence
 * @param services how many can be deployed
 * @param topologyHash blob hash of the document
 * @param analyzedAt when
 */
@RegisterForReflection
public record TopologySummary(
        UUID workspaceId,
        Strategy strategy,
        double confidence,
        String summary,
        int services,
        String topologyHash,
        Instant analyzedAt) {

    static Resource<TopologySummary> resource(RecordedTopology row) {
        TopologySummary attributes = new TopologySummary(
                row.workspaceId(),
                row.strategy(),
                row.confidence(),
                row.summary(),
                row.services(),
                row.topologyHash(),
                row.analyzedAt());
        return Resource.of("topologies", row.revisionId(), attributes)
                .related("revision", "revisions", row.revisionId())
                .related("workspace", "workspaces", row.workspaceId());
    }
}
