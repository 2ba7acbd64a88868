package io.kyozo.analyzer.topology.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which revisions were analysed, with what result. */
public interface Topologies {
    /** Records a result; a second result for the same revision replaces the first. */
    Uni<Void> record(Tx tx, RecordedTopology topology, String folderName, int rulesVersion);

    /** The document's hash where the same tree under the same name was analysed by the same rules before. */
    Uni<Optional<String>> known(String treeHash, String folderName, int rulesVersion);

    /** The result for a revision of {@code teamId}. */
    Uni<Optional<RecordedTopology>> find(UUID revisionId, UUID teamId);

    /** Results of a team, newest revision first, of one workspace where one is given; ids below {@code cursor}. */
    Uni<List<RecordedTopology>> list(UUID teamId, Optional<UUID> workspaceId, Optional<UUID> cursor, int limit);
}
