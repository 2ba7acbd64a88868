package io.kyozo.analyzer.topology.store;

import io.kyozo.analyzer.topology.app.RecordedTopology;
import io.kyozo.analyzer.topology.app.Topologies;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Topologies in the service's schema. */
@ApplicationScoped
class PgTopologies implements Topologies {
    private static final String COLUMNS =
            "revision_id, workspace_id, team_id, tree_hash, topology_hash, strategy, confidence,"
                    + " summary, services, analyzed_at";

    private static final String RECORD = "insert into topology (" + COLUMNS + ", folder_name, rules_version)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            + " on conflict (revision_id) do update set topology_hash = excluded.topology_hash,"
            + " strategy = excluded.strategy, confidence = excluded.confidence, summary = excluded.summary,"
            + " services = excluded.services, analyzed_at = excluded.analyzed_at, rules_version = excluded.rules_version";

    private static final String KNOWN = "select topology_hash from topology"
            + " where tree_hash = $1 and folder_name = $2 and rules_version = $3 limit 1";

    private static final String FIND = "select " + COLUMNS + " from topology where revision_id = $1 and team_id = $2";

    private static final String LIST = "select " + COLUMNS + " from topology where team_id = $1"
            + " and (cast($2 as uuid) is null or workspace_id = $2)"
            + " and (cast($3 as uuid) is null or revision_id < $3)"
            + " order by revision_id desc limit $4";

    private final Transactions transactions;

    PgTopologies(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> record(Tx tx, RecordedTopology topology, String folderName, int rulesVersion) {
        return tx.update(
                        RECORD,
                        topology.revisionId(),
                        topology.workspaceId(),
                        topology.teamId(),
                        topology.treeHash(),
                        topology.topologyHash(),
                        topology.strategy().name(),
                        topology.confidence(),
                        topology.summary(),
                        topology.services(),
                        topology.analyzedAt().atOffset(ZoneOffset.UTC),
                        folderName,
                        rulesVersion)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> known(String treeHash, String folderName, int rulesVersion) {
        return transactions
                .query(KNOWN, treeHash, folderName, rulesVersion)
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("topology_hash")));
    }

    @Override
    public Uni<Optional<RecordedTopology>> find(UUID revisionId, UUID teamId) {
        return transactions
                .query(FIND, revisionId, teamId)
                .map(rows -> rows.stream().findFirst().map(PgTopologies::read));
    }

    @Override
    public Uni<List<RecordedTopology>> list(UUID teamId, Optional<UUID> workspaceId, Optional<UUID> cursor, int limit) {
        return transactions
                .query(LIST, teamId, workspaceId.orElse(null), cursor.orElse(null), limit)
                .map(rows -> rows.stream().map(PgTopologies::read).toList());
    }

    private static RecordedTopology read(Row row) {
        return new RecordedTopology(
                row.getUUID("revision_id"),
                row.getUUID("workspace_id"),
                row.getUUID("team_id"),
                row.getString("tree_hash"),
                row.getString("topology_hash"),
                Strategy.valueOf(row.getString("strategy")),
                row.getDouble("confidence"),
                row.getString("summary"),
                row.getInteger("services"),
                row.getOffsetDateTime("analyzed_at").toInstant());
    }
}
