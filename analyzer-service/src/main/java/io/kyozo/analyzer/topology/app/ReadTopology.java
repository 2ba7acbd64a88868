package io.kyozo.analyzer.topology.app;

import io.kyozo.analyzer.workspace.app.Revisions;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.topology.TopologyDocument;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads results; what belongs to another team is as absent as what does not exist. */
@ApplicationScoped
public class ReadTopology {
    private final Topologies topologies;
    private final Revisions revisions;
    private final AnalyzeFolder content;

    ReadTopology(Topologies topologies, Revisions revisions, AnalyzeFolder content) {
        this.topologies = topologies;
        this.revisions = revisions;
        this.content = content;
    }

    /** The document of a revision. */
    public Uni<TopologyDocument> ofRevision(UUID revisionId, UUID teamId) {
        return summary(revisionId, teamId)
                .chain(found -> content.reuse(found.topologyHash()))
                .map(AnalyzeFolder.Analysis::document);
    }

    /** What is recorded of a revision's analysis. */
    public Uni<RecordedTopology> summary(UUID revisionId, UUID teamId) {
        return topologies
                .find(revisionId, teamId)
                .chain(found ->
                        found.map(row -> Uni.createFrom().item(row)).orElseGet(() -> absent(revisionId, teamId)));
    }

    public Uni<List<RecordedTopology>> list(UUID teamId, Optional<UUID> workspaceId, Optional<UUID> cursor, int limit) {
        return topologies.list(teamId, workspaceId, cursor, limit);
    }

    private Uni<RecordedTopology> absent(UUID revisionId, UUID teamId) {
        return revisions.find(revisionId, teamId).map(revision -> {
            throw revision.isPresent()
                    ? new KyozoException(
                            ErrorCode.NOT_FOUND,
                            "Revision " + revisionId + " is not analysed yet, or could not be; its state says which.")
                    : new KyozoException(ErrorCode.NOT_FOUND, "There is no revision " + revisionId + ".");
        });
    }
}
