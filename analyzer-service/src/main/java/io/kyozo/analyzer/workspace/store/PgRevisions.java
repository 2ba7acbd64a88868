package io.kyozo.analyzer.workspace.store;

import io.kyozo.analyzer.workspace.Revision;
import io.kyozo.analyzer.workspace.RevisionState;
import io.kyozo.analyzer.workspace.app.RevisionQueries;
import io.kyozo.analyzer.workspace.app.RevisionStore;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A team's revisions in plain SQL: added in one transaction with their jobs, read while people wait. */
@ApplicationScoped
class PgRevisions implements RevisionQueries, RevisionStore {
    private static final String SELECT = """
            select r.*, w.name as workspace_name from revision r join workspace w on w.id = r.workspace_id
            """;

    private static final String NEXT_NUMBER = """
            update workspace set revision_count = revision_count + 1, updated_at = now()
            where id = $1 and team_id = $2 returning revision_count
            """;

    private static final String ADD = """
            insert into revision (id, team_id, workspace_id, number, state, message, tree_hash, files, bytes, deploy,
              created_by, correlation_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;

    private static final String PAGE = SELECT
            + "where r.team_id = $1 and r.workspace_id = $2 and ($3::uuid is null or r.id < $3) order by r.id desc limit $4";

    private final Transactions transactions;

    PgRevisions(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Optional<Revision>> findOne(UUID teamId, UUID revisionId) {
        return transactions
                .query(SELECT + "where r.team_id = $1 and r.id = $2", teamId, revisionId)
                .map(rows -> rows.stream().findFirst().map(PgRevisions::revision));
    }

    @Override
    public Uni<List<Revision>> list(UUID teamId, UUID workspaceId, Optional<UUID> after, int limit) {
        return transactions
                .query(PAGE, teamId, workspaceId, after.orElse(null), limit)
                .map(rows -> rows.stream().map(PgRevisions::revision).toList());
    }

    @Override
    public Uni<Revision> add(Tx tx, Revision revision) {
        return tx.query(NEXT_NUMBER, revision.workspaceId(), revision.teamId())
                .map(PgRevisions::number)
                .call(number -> insert(tx, revision, number))
                .map(number -> numbered(revision, number));
    }

    private static int number(List<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> row.getInteger(0))
                .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "The workspace was removed meanwhile."));
    }

    private static Uni<Integer> insert(Tx tx, Revision revision, int number) {
        return tx.update(
                ADD,
                revision.id(),
                revision.teamId(),
                revision.workspaceId(),
                number,
                revision.state(),
                revision.message(),
                revision.treeHash(),
                revision.files(),
                revision.bytes(),
                revision.deploy(),
                revision.createdBy(),
                revision.correlationId());
    }

    private static Revision numbered(Revision r, int number) {
        return new Revision(
                r.id(),
                r.teamId(),
                r.workspaceId(),
                r.workspaceName(),
                number,
                r.state(),
                r.progress(),
                r.message(),
                r.problem(),
                r.treeHash(),
                r.topologyHash(),
                r.files(),
                r.bytes(),
                r.deploy(),
                r.createdBy(),
                r.correlationId(),
                r.createdAt());
    }

    private static Revision revision(Row row) {
        return new Revision(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                row.getInteger("number"),
                RevisionState.valueOf(row.getString("state")),
                row.getInteger("progress"),
                row.getString("message"),
                row.getString("problem"),
                row.getString("tree_hash"),
                row.getString("topology_hash"),
                row.getInteger("files"),
                row.getLong("bytes"),
                row.getBoolean("deploy"),
                row.getString("created_by"),
                row.getString("correlation_id"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
