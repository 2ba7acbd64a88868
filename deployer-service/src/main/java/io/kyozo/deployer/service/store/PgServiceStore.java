package io.kyozo.deployer.service.store;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.Share;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Services in PostgreSQL. */
@ApplicationScoped
class PgServiceStore implements ServiceStore {
    private static final String SELECT = "select " + ServiceRows.SERVICE_COLUMNS + " from service ";
    private static final String BY_ID = SELECT + "where team_id = $1 and id = $2";
    private static final String PAGE = SELECT
            + "where team_id = $1 and ($2::uuid is null or workspace_id = $2) and ($3::uuid is null or id < $3)"
            + " and state <> 'REMOVED' order by id desc limit $4";
    private static final String IN_WORKSPACE = SELECT + "where workspace_id = $1 and state <> 'REMOVED' order by name";
    private static final String ALL_IN_WORKSPACE = SELECT + "where workspace_id = $1 order by name";
    private static final String WITH_DATA = SELECT + "where state = 'RUNNING' and spec ->> 'build' is null"
            + " and jsonb_array_length(spec -> 'volumes') > 0 order by id";
    private static final String SHARE = """
            select cast(coalesce(sum(cast(spec -> 'resources' ->> 'memoryBytes' as bigint) * replicas), 0) as bigint)
                    as memory,
                cast(coalesce(sum(cast(spec -> 'resources' ->> 'cpus' as float8) * replicas), 0) as float8) as cpus,
                cast(count(*) as int) as services
            from service
            where team_id = $1 and workspace_id <> $2 and spec is not null and state not in ('REMOVED', 'STOPPED')""";
    private static final String DEPLOYING = """
            insert into service (id, team_id, workspace_id, name, kind, stack, state, host, url)
            values ($1, $2, $3, $4, $5, $6, 'DEPLOYING', $7, $8)
            on conflict (workspace_id, name) do update
            set kind = excluded.kind, stack = excluded.stack, state = 'DEPLOYING', host = excluded.host,
                url = excluded.url, updated_at = now()
            returning id""";
    private static final String SETTLED = """
            update service set spec = cast(cast($3 as text) as jsonb), spec_hash = $4, state = $5, replicas = $6,
                deployment_id = $7, health = 'UNKNOWN', updated_at = now()
            where workspace_id = $1 and name = $2""";
    private static final String STATE =
            "update service set state = $3, updated_at = now() where workspace_id = $1 and name = $2";
    private static final String HEALTH = "update service set health = $2, health_reason = $3 where id = $1";

    private final Transactions transactions;
    private final ServiceRows rows;
    private final JsonText json;

    PgServiceStore(Transactions transactions, ServiceRows rows, JsonText json) {
        this.transactions = transactions;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public Uni<Optional<Service>> find(UUID teamId, UUID id) {
        return transactions
                .query(BY_ID, teamId, id)
                .map(found -> found.stream().findFirst().map(rows::service));
    }

    @Override
    public Uni<List<Service>> page(UUID teamId, @Nullable UUID workspaceId, int size, @Nullable UUID after) {
        return transactions.query(PAGE, teamId, workspaceId, after, size).map(this::services);
    }

    @Override
    public Uni<List<Service>> inWorkspace(UUID workspaceId) {
        return transactions.query(IN_WORKSPACE, workspaceId).map(this::services);
    }

    @Override
    public Uni<List<Service>> inWorkspace(Tx tx, UUID workspaceId) {
        return tx.query(ALL_IN_WORKSPACE, workspaceId).map(this::services);
    }

    @Override
    public Uni<List<Service>> withData() {
        return transactions.query(WITH_DATA).map(this::services);
    }

    @Override
    public Uni<Share> share(UUID teamId, UUID exceptWorkspace) {
        return transactions.query(SHARE, teamId, exceptWorkspace).map(found -> {
            Row row = found.get(0);
            return new Share(row.getLong("memory"), row.getDouble("cpus"), row.getInteger("services"));
        });
    }

    @Override
    public Uni<UUID> deploying(Tx tx, SetUp service) {
        ServicePlan plan = service.plan();
        return tx.query(
                        DEPLOYING,
                        Uuid7.next(),
                        service.teamId(),
                        service.workspaceId(),
                        plan.name(),
                        plan.kind().name(),
                        plan.stack(),
                        service.host(),
                        service.url())
                .map(found -> found.get(0).getUUID("id"));
    }

    @Override
    public Uni<Void> settled(
            Tx tx, UUID workspaceId, ServicePlan plan, InstanceState state, int replicas, UUID deploymentId) {
        return tx.update(
                        SETTLED,
                        workspaceId,
                        plan.name(),
                        json.write(plan),
                        plan.hash(),
                        state.name(),
                        replicas,
                        deploymentId)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> state(Tx tx, UUID workspaceId, String name, InstanceState state) {
        return tx.update(STATE, workspaceId, name, state.name()).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> health(Tx tx, UUID serviceId, HealthStatus health, String reason) {
        return tx.update(HEALTH, serviceId, health.name(), reason).map(count -> count == 1);
    }

    private List<Service> services(List<Row> found) {
        return found.stream().map(rows::service).toList();
    }
}
