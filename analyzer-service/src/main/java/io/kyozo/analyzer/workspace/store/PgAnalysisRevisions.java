package io.kyozo.analyzer.workspace.store;

import io.kyozo.analyzer.workspace.app.Revisions;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Revisions as their analysis sees them, in plain SQL: the outcome is written with its events. */
@ApplicationScoped
class PgAnalysisRevisions implements Revisions {
    private static final String SELECT = """
            select r.id, r.workspace_id, w.name as workspace_name, r.number, r.team_id, r.tree_hash, r.files, r.deploy,
              r.created_by, r.correlation_id
            from revision r join workspace w on w.id = r.workspace_id
            """;

    // A progress that comes late, from an attempt that was given up, must not open what is closed.
    private static final String ANALYZING = """
            update revision set state = 'ANALYZING', progress = $2, message = $3, updated_at = now()
            where id = $1 and state in ('QUEUED', 'ANALYZING')
            """;

    private static final String ANALYZED = """
            update revision set state = 'ANALYZED', progress = 100, topology_hash = $2, message = $3, problem = null,
              updated_at = now() where id = $1
            """;

    private static final String FAILED = """
            update revision set state = 'FAILED', problem = $2, updated_at = now()
            where id = $1 and state <> 'ANALYZED'
            """;

    private final Transactions transactions;

    PgAnalysisRevisions(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Optional<Revision>> find(UUID revisionId) {
        return transactions.query(SELECT + "where r.id = $1", revisionId).map(PgAnalysisRevisions::first);
    }

    @Override
    public Uni<Optional<Revision>> find(UUID revisionId, UUID teamId) {
        return transactions
                .query(SELECT + "where r.id = $1 and r.team_id = $2", revisionId, teamId)
                .map(PgAnalysisRevisions::first);
    }

    @Override
    public Uni<Void> analyzing(UUID revisionId, int percent, String message) {
        return transactions.update(ANALYZING, revisionId, percent, message).replaceWithVoid();
    }

    @Override
    public Uni<Void> analyzed(Tx tx, UUID revisionId, String topologyHash, String message) {
        return tx.update(ANALYZED, revisionId, topologyHash, message).replaceWithVoid();
    }

    @Override
    public Uni<Void> failed(Tx tx, UUID revisionId, String problem) {
        return tx.update(FAILED, revisionId, problem).replaceWithVoid();
    }

    private static Optional<Revision> first(java.util.List<Row> rows) {
        return rows.stream().findFirst().map(PgAnalysisRevisions::revision);
    }

    private static Revision revision(Row row) {
        return new Revision(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                row.getInteger("number"),
                row.getUUID("team_id"),
                row.getString("tree_hash"),
                row.getInteger("files"),
                row.getBoolean("deploy"),
                row.getString("created_by"),
                row.getString("correlation_id"));
    }
}
