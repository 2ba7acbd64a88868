package io.kyozo.deployer.service.store;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Restarts;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replicas in PostgreSQL. */
@ApplicationScoped
class PgReplicaStore implements ReplicaStore {
    private static final String SELECT = "select " + ServiceRows.REPLICA_COLUMNS
            + " from instance i join service s on s.id = i.service_id where i.state <> 'REMOVED' ";
    private static final String ORDER = " order by s.name, i.created_at, i.ordinal";
    private static final String IN_WORKSPACE = SELECT + "and i.workspace_id = $1" + ORDER;
    private static final String OF_SERVICE = SELECT + "and i.service_id = $1" + ORDER;
    private static final String RECORD = """
            insert into instance
                (id, service_id, workspace_id, deployment_id, ordinal, container_name, runtime, state, spec, spec_hash)
            values ($1, $2, $3, $4, $5, $6, $7, 'PENDING', cast(cast($8 as text) as jsonb), $9)
            on conflict (container_name) do nothing""";
    private static final String RETIRE = "update instance set retired_by = $2, updated_at = now() where id = $1";
    private static final String UNRETIRE =
            "update instance set retired_by = null, updated_at = now() where retired_by = $1 and state <> 'REMOVED'";
    // A removed replica stays removed, whatever a late worker says.
    private static final String STARTED = """
            update instance set container_id = $2, host = $3, port = $4, state = $5, next_restart_at = null,
                healthy_since = now(), updated_at = now()
            where id = $1 and state <> 'REMOVED'""";
    private static final String PLAN =
            "update instance set spec = cast(cast($2 as text) as jsonb), updated_at = now() where id = $1";
    private static final String STATE = """
            update instance set state = $2, serving = serving and $2 <> 'REMOVED',
                healthy_since = case when $2 = 'RUNNING' then coalesce(healthy_since, now()) end, updated_at = now()
            where id = $1 and state <> 'REMOVED'""";
    private static final String SERVE = """
            update instance set serving = (deployment_id = $1), updated_at = now()
            where state <> 'REMOVED' and (deployment_id = $1 or retired_by = $1)""";
    // What is frozen was not asked before either.
    private static final String UNSERVE = """
            update instance set serving = (deployment_id <> $1 and state <> 'PAUSED'), updated_at = now()
            where state <> 'REMOVED' and (deployment_id = $1 or retired_by = $1)""";
    private static final String RESTS = """
            update instance set state = $2, restarts = $3, healthy_since = null, next_restart_at = $4,
                updated_at = now()
            where id = $1 and state <> 'REMOVED'""";
    private static final String OUT_OF_MEMORY =
            "update instance set oom_kills = oom_kills + $2, oom_at = $3, updated_at = now() where id = $1";
    private static final String PAUSED = """
            update instance set state = 'PAUSED', serving = false, retired_by = null, healthy_since = null,
                updated_at = now()
            where id = $1 and state <> 'REMOVED'""";
    private static final String THAWED = """
            update instance i set state = 'RUNNING', serving = true, healthy_since = now(), updated_at = now()
            from service s
            where s.id = i.service_id and i.workspace_id = $1 and i.state = 'PAUSED' and i.retired_by is null
              and s.name in (select jsonb_array_elements_text(cast(cast($2 as text) as jsonb)))""";
    private static final String FORGET_RESTARTS = "update instance set restarts = 0 where id = $1";

    private final Transactions transactions;
    private final ServiceRows rows;
    private final JsonText json;

    PgReplicaStore(Transactions transactions, ServiceRows rows, JsonText json) {
        this.transactions = transactions;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public Uni<List<Replica>> inWorkspace(UUID workspaceId) {
        return transactions.query(IN_WORKSPACE, workspaceId).map(this::replicas);
    }

    @Override
    public Uni<List<Replica>> inWorkspace(Tx tx, UUID workspaceId) {
        return tx.query(IN_WORKSPACE, workspaceId).map(this::replicas);
    }

    @Override
    public Uni<List<Replica>> ofService(UUID serviceId) {
        return transactions.query(OF_SERVICE, serviceId).map(this::replicas);
    }

    @Override
    public Uni<List<Replica>> all() {
        return transactions.query(SELECT + ORDER).map(this::replicas);
    }

    @Override
    public Uni<Void> record(Tx tx, NewReplica replica) {
        return tx.update(
                        RECORD,
                        Uuid7.next(),
                        replica.serviceId(),
                        replica.workspaceId(),
                        replica.deploymentId(),
                        replica.ordinal(),
                        replica.containerName(),
                        replica.runtime(),
                        json.write(replica.plan()),
                        replica.plan().hash())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> retire(Tx tx, UUID id, UUID deploymentId) {
        return tx.update(RETIRE, id, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<Void> unretire(Tx tx, UUID deploymentId) {
        return tx.update(UNRETIRE, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<Void> started(
            UUID id, String containerId, @Nullable String host, @Nullable Integer port, InstanceState state) {
        return transactions
                .update(STARTED, id, containerId, host, port, state.name())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> plan(UUID id, ServicePlan plan) {
        return transactions.update(PLAN, id, json.write(plan)).replaceWithVoid();
    }

    @Override
    public Uni<Void> state(UUID id, InstanceState state) {
        return transactions.update(STATE, id, state.name()).replaceWithVoid();
    }

    @Override
    public Uni<Void> state(Tx tx, UUID id, InstanceState state) {
        return tx.update(STATE, id, state.name()).replaceWithVoid();
    }

    @Override
    public Uni<Void> serve(Tx tx, UUID deploymentId) {
        return tx.update(SERVE, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<Void> unserve(Tx tx, UUID deploymentId) {
        return tx.update(UNSERVE, deploymentId).replaceWithVoid();
    }

    @Override
    public Uni<Void> rests(UUID id, Restarts history, InstanceState state) {
        Instant next = history.nextAt();
        return transactions
                .update(RESTS, id, state.name(), history.inARow(), next == null ? null : next.atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> outOfMemory(UUID id, int kills, Instant last) {
        return transactions
                .update(OUT_OF_MEMORY, id, kills, last.atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> paused(UUID id) {
        return transactions.update(PAUSED, id).replaceWithVoid();
    }

    @Override
    public Uni<Void> thawed(Tx tx, UUID workspaceId, List<String> services) {
        return tx.update(THAWED, workspaceId, json.write(services)).replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetRestarts(UUID id) {
        return transactions.update(FORGET_RESTARTS, id).replaceWithVoid();
    }

    private List<Replica> replicas(List<Row> found) {
        return found.stream().map(rows::replica).toList();
    }
}
