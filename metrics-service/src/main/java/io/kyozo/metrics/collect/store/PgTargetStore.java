package io.kyozo.metrics.collect.store;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.event.Event;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.TargetStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Replicas in plain SQL; a workspace's are replaced as a whole. */
@ApplicationScoped
class PgTargetStore implements TargetStore {
    private static final String TAKE_OVER = """
            insert into workspace_seen (workspace_id, seen_at) values ($1, $2)
            on conflict (workspace_id) do update set seen_at = excluded.seen_at
            where workspace_seen.seen_at <= excluded.seen_at
            """;

    private static final String PUT_SERVICE = """
            insert into service (id, team_id, workspace_id, name) values ($1, $2, $3, $4)
            on conflict (id) do update set name = excluded.name
            """;

    private static final String PUT_TARGET = """
            insert into target (instance_id, service_id, workspace_id, container_id, runtime, host, port)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (instance_id) do update set container_id = excluded.container_id, host = excluded.host,
              port = excluded.port
            """;

    private final Transactions transactions;

    PgTargetStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> replace(Tx tx, Event<DeploymentChanged> event) {
        UUID workspace = event.data().workspaceId();
        return tx.update(TAKE_OVER, workspace, event.time()).chain(newest -> newest == 0 ? done() : put(tx, event));
    }

    private static Uni<Void> put(Tx tx, Event<DeploymentChanged> event) {
        DeploymentChanged now = event.data();
        return tx.update("delete from target where workspace_id = $1", now.workspaceId())
                .chain(() -> each(now.services(), service -> put(tx, event, service)));
    }

    private static Uni<Void> put(Tx tx, Event<DeploymentChanged> event, ServiceState service) {
        UUID workspace = event.data().workspaceId();
        return tx.update(PUT_SERVICE, service.serviceId(), event.teamId(), workspace, service.name())
                .chain(() -> each(service.instances(), instance -> put(tx, workspace, service, instance)));
    }

    private static Uni<Void> put(Tx tx, UUID workspace, ServiceState service, Instance instance) {
        return tx.update(
                        PUT_TARGET,
                        instance.instanceId(),
                        service.serviceId(),
                        workspace,
                        instance.containerId(),
                        instance.runtime(),
                        instance.host(),
                        instance.port())
                .replaceWithVoid();
    }

    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> action) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(item -> action.apply(item))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Target>> all() {
        return transactions
                .query(
                        "select instance_id, service_id, runtime, container_id, host, port from target order by instance_id")
                .map(rows -> rows.stream().map(PgTargetStore::target).toList());
    }

    private static Target target(Row row) {
        return new Target(
                row.getUUID("instance_id"),
                row.getUUID("service_id"),
                row.getString("runtime"),
                row.getString("container_id"),
                row.getString("host"),
                row.getInteger("port"));
    }
}
