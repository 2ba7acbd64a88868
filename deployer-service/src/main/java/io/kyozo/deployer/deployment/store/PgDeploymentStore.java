package io.kyozo.deployer.deployment.store;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.FenceLostException;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deployments in PostgreSQL. */
@ApplicationScoped
class PgDeploymentStore implements DeploymentStore {
    private final Transactions transactions;
    private final DeploymentRows rows;
    private final JsonText json;

    PgDeploymentStore(Transactions transactions, DeploymentRows rows, JsonText json) {
        this.transactions = transactions;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public Uni<Optional<Deployment>> find(UUID id) {
        return transactions.query(DeploymentSql.BY_ID, id).map(this::first);
    }

    @Override
    public Uni<Optional<Deployment>> find(Tx tx, UUID id) {
        return tx.query(DeploymentSql.BY_ID, id).map(this::first);
    }

    @Override
    public Uni<List<Deployment>> page(Selection selection, int size, @Nullable UUID after) {
        return transactions
                .query(
                        DeploymentSql.PAGE,
                        selection.teamId(),
                        selection.workspaceId(),
                        selection.revisionId(),
                        after,
                        size)
                .map(this::deployments);
    }

    @Override
    public Uni<Void> insert(Tx tx, Deployment deployment) {
        DeployRequested request = deployment.request();
        RolloutStrategy strategy = request.strategy();
        return tx.update(
                        DeploymentSql.INSERT,
                        deployment.id(),
                        deployment.teamId(),
                        request.workspaceId(),
                        request.workspaceName(),
                        request.action().name(),
                        request.revisionId(),
                        request.treeHash(),
                        request.topologyHash(),
                        json.write(request.services()),
                        request.replicas(),
                        request.actor(),
                        request.reason(),
                        deployment.correlationId(),
                        deployment.message(),
                        strategy == null ? null : strategy.name())
                .chain(() ->
                        tx.update(DeploymentSql.FIRST_ENTRY, deployment.id(), deployment.message(), request.actor()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Long>> takeOver(UUID id) {
        return transactions
                .query(DeploymentSql.TAKE_OVER, id)
                .map(found -> found.stream().findFirst().map(row -> row.getLong("fence")));
    }

    @Override
    public Uni<Void> move(Tx tx, UUID id, long fence, Transition move, String actor) {
        DeploymentState undoTo = move.undoTo();
        return tx.update(
                        DeploymentSql.MOVE,
                        id,
                        fence,
                        move.from().name(),
                        move.to().name(),
                        move.step().name(),
                        move.progress(),
                        move.message(),
                        move.error(),
                        undoTo == null ? null : undoTo.name(),
                        move.type(),
                        actor,
                        move.to().isSettled())
                .map(count -> fenced(id, fence, count));
    }

    @Override
    public Uni<Void> note(Tx tx, UUID id, String type, String message, String actor) {
        return tx.update(DeploymentSql.NOTE, id, type, message, actor).replaceWithVoid();
    }

    @Override
    public Uni<Void> plan(Tx tx, UUID id, long fence, DeploymentPlan plan) {
        return tx.update(DeploymentSql.PLAN, id, fence, json.write(plan)).map(count -> fenced(id, fence, count));
    }

    @Override
    public Uni<Void> prepared(Tx tx, UUID id, long fence) {
        return tx.update(DeploymentSql.PREPARED, id, fence).map(count -> fenced(id, fence, count));
    }

    @Override
    public Uni<Void> hold(Tx tx, UUID id, long fence) {
        return tx.query(DeploymentSql.HOLD, id, fence).map(found -> fenced(id, fence, found.size()));
    }

    @Override
    public Uni<Void> progress(UUID id, long fence, int percent, String message) {
        return transactions
                .update(DeploymentSql.PROGRESS, id, fence, percent, message)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> cancelRequestedBy(UUID id) {
        return transactions
                .query(DeploymentSql.CANCEL_REQUESTED_BY, id)
                .map(found -> found.stream()
                        .findFirst()
                        .flatMap(row -> Optional.ofNullable(row.getString("cancel_requested_by"))));
    }

    @Override
    public Uni<Void> requestCancel(Tx tx, UUID id, String by) {
        return tx.update(DeploymentSql.REQUEST_CANCEL, id, by).replaceWithVoid();
    }

    @Override
    public Uni<List<Deployment>> unsettled(Tx tx, UUID workspaceId) {
        return tx.query(DeploymentSql.UNSETTLED, workspaceId).map(this::deployments);
    }

    @Override
    public Uni<List<Deployment>> acting() {
        return transactions.query(DeploymentSql.ACTING).map(this::deployments);
    }

    @Override
    public Uni<Optional<Deployment>> liveIn(UUID workspaceId) {
        return transactions.query(DeploymentSql.LIVE_IN, workspaceId).map(this::first);
    }

    @Override
    public Uni<Optional<Deployment>> currentRelease(Tx tx, UUID workspaceId) {
        return tx.query(DeploymentSql.CURRENT_RELEASE, workspaceId).map(this::first);
    }

    @Override
    public Uni<Optional<Deployment>> earlierRelease(Tx tx, UUID workspaceId) {
        return tx.query(DeploymentSql.EARLIER_RELEASE, workspaceId).map(this::first);
    }

    @Override
    public Uni<Optional<Deployment>> ofRevision(Tx tx, UUID workspaceId, UUID revisionId) {
        return tx.query(DeploymentSql.OF_REVISION, workspaceId, revisionId).map(this::first);
    }

    @Override
    public Uni<List<AuditEntry>> events(UUID id, long after, int size) {
        return transactions
                .query(DeploymentSql.EVENTS, id, after, size)
                .map(found -> found.stream().map(rows::entry).toList());
    }

    private static @Nullable Void fenced(UUID id, long fence, int count) {
        if (count != 1) {
            throw new FenceLostException(id, fence);
        }
        return null;
    }

    private Optional<Deployment> first(List<Row> found) {
        return found.stream().findFirst().map(rows::deployment);
    }

    private List<Deployment> deployments(List<Row> found) {
        return found.stream().map(rows::deployment).toList();
    }
}
