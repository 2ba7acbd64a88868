package io.kyozo.deployer.deployment.store;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workspaces in PostgreSQL. */
@ApplicationScoped
class PgWorkspaceStore implements WorkspaceStore {
    private static final String SELECT = "select id, team_id, name, revision_id, tree_hash, topology_hash,"
            + " active_deployment, live_deployment from workspace where team_id = $1 and id = $2";
    private static final String MAKE_KNOWN =
            "insert into workspace (id, team_id, name) values ($1, $2, $3) on conflict (id) do nothing";
    private static final String ANALYZED = """
            insert into workspace (id, team_id, name, revision_id, tree_hash, topology_hash)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update
            set name = excluded.name, revision_id = excluded.revision_id, tree_hash = excluded.tree_hash,
                topology_hash = excluded.topology_hash, updated_at = now()
            where workspace.team_id = excluded.team_id""";
    private static final String ACTIVE = "update workspace set active_deployment = $2 where id = $1";
    private static final String HELD = "select id from workspace where active_deployment is not null";
    private static final String LIVE = "update workspace set live_deployment = $2 where id = $1";
    private static final String CLAIM_LABEL = """
            with mine as (select label from workspace_host where workspace_id = $1),
            wanted as (
                insert into workspace_host (label, workspace_id)
                select $2, $1 where not exists (select from mine)
                on conflict do nothing returning label),
            other as (
                insert into workspace_host (label, workspace_id)
                select $3, $1 where not exists (select from mine) and not exists (select from wanted)
                on conflict do nothing returning label)
            select label from mine union all select label from wanted union all select label from other""";
    private static final String EXPECTED_LABEL = """
            select coalesce(
                (select label from workspace_host where workspace_id = $1),
                case when exists (select from workspace_host where label = $2) then cast($3 as text) else $2 end) as label""";
    private static final String NEXT_SEQUENCE =
            "update workspace set event_sequence = event_sequence + 1 where id = $1 returning event_sequence";

    private final Transactions transactions;

    PgWorkspaceStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Optional<Known>> find(UUID teamId, UUID id) {
        return transactions
                .query(SELECT, teamId, id)
                .map(rows -> rows.stream().findFirst().map(PgWorkspaceStore::known));
    }

    @Override
    public Uni<Known> lock(Tx tx, UUID teamId, UUID id, String name) {
        return tx.update(MAKE_KNOWN, id, teamId, name)
                .chain(() -> tx.query(SELECT + " for update", teamId, id))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(PgWorkspaceStore::known)
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such workspace.")));
    }

    @Override
    public Uni<Void> analyzed(Tx tx, UUID teamId, FolderAnalyzed revision) {
        return tx.update(
                        ANALYZED,
                        revision.workspaceId(),
                        teamId,
                        revision.workspaceName(),
                        revision.revisionId(),
                        revision.treeHash(),
                        revision.topologyHash())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> active(Tx tx, UUID id, @Nullable UUID deploymentId) {
        return tx.update(ACTIVE, id, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<Set<UUID>> held() {
        return transactions
                .query(HELD)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Void> live(Tx tx, UUID id, @Nullable UUID deploymentId) {
        return tx.update(LIVE, id, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<String> claimLabel(Tx tx, UUID id, String wanted, String other) {
        return tx.query(CLAIM_LABEL, id, wanted, other).map(rows -> rows.get(0).getString("label"));
    }

    @Override
    public Uni<String> expectedLabel(UUID id, String wanted, String other) {
        return transactions
                .query(EXPECTED_LABEL, id, wanted, other)
                .map(rows -> rows.get(0).getString("label"));
    }

    @Override
    public Uni<Long> nextSequence(Tx tx, UUID id) {
        return tx.query(NEXT_SEQUENCE, id).map(rows -> rows.get(0).getLong("event_sequence"));
    }

    private static Known known(Row row) {
        return new Known(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getString("name"),
                row.getUUID("revision_id"),
                row.getString("tree_hash"),
                row.getString("topology_hash"),
                row.getUUID("active_deployment"),
                row.getUUID("live_deployment"));
    }
}
