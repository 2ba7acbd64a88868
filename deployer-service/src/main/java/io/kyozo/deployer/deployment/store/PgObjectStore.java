package io.kyozo.deployer.deployment.store;

import io.kyozo.deployer.deployment.app.ObjectStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Runtime objects in PostgreSQL. */
@ApplicationScoped
class PgObjectStore implements ObjectStore {
    private static final String SELECT = "select kind, name, workspace_id, deployment_id from runtime_object";
    private static final String RECORD = "insert into runtime_object (kind, name, workspace_id, deployment_id)"
            + " values ($1, $2, $3, $4) on conflict (kind, name) do update set used_at = now()";
    private static final String FORGET = "delete from runtime_object where kind = $1 and name = $2";
    private static final String USELESS = """
            select o.kind, o.name, o.workspace_id, o.deployment_id from runtime_object o
            where o.deployment_id = $1
              and (o.kind = 'IMAGE'
                   and not exists (select 1 from service s where s.spec ->> 'image' = o.name)
                   and not exists (select 1 from instance i where i.state <> 'REMOVED' and i.spec ->> 'image' = o.name)
                or o.kind = 'NETWORK'
                   and not exists (select 1 from instance i
                                   where i.state <> 'REMOVED' and i.workspace_id = o.workspace_id))""";

    private static final String STALE_IMAGES = """
            with release as (
                select plan, row_number() over (partition by workspace_id order by live_at desc) as age
                from deployment where live_at is not null and action in ('DEPLOY', 'ROLL_BACK')
            ), needed as (
                select p -> 'plan' ->> 'image' as image
                from release, jsonb_array_elements(plan -> 'services') p where age <= $1
                union all
                select p -> 'plan' ->> 'image' from deployment d, jsonb_array_elements(d.plan -> 'services') p
                where d.settled_at is null and d.plan is not null
                union all
                select spec ->> 'image' from service where state <> 'REMOVED' and spec is not null
                union all
                select spec ->> 'image' from instance where state <> 'REMOVED'
            )
            select kind, name, workspace_id, deployment_id from runtime_object o
            where kind = 'IMAGE' and used_at < now() - interval '10 minutes'
              and not exists (select 1 from needed n where n.image = o.name)""";

    private static final String LOCK =
            "select name from runtime_object where kind = $1 and name = $2 for update skip locked";
    /** Holds the name: whoever records it waits until this transaction ends. */
    private static final String HOLD = "insert into runtime_object (kind, name, workspace_id, deployment_id)"
            + " values ($1, $2, $3, $3) on conflict do nothing";

    private static final UUID NOBODY = new UUID(0, 0);

    private final Transactions transactions;

    PgObjectStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> record(Tx tx, RuntimeObject object) {
        return tx.update(RECORD, object.kind().name(), object.name(), object.workspaceId(), object.deploymentId())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<RuntimeObject>> ofWorkspace(UUID workspaceId) {
        return transactions
                .query(SELECT + " where workspace_id = $1 order by kind, name", workspaceId)
                .map(PgObjectStore::objects);
    }

    @Override
    public Uni<List<RuntimeObject>> all() {
        return transactions.query(SELECT).map(PgObjectStore::objects);
    }

    @Override
    public Uni<Void> forget(Kind kind, String name) {
        return transactions.update(FORGET, kind.name(), name).replaceWithVoid();
    }

    @Override
    public Uni<List<RuntimeObject>> staleImages(int keep) {
        return transactions.query(STALE_IMAGES, keep).map(PgObjectStore::objects);
    }

    @Override
    public Uni<Boolean> removeStaleImage(String image, int keep, Supplier<Uni<Void>> removal) {
        return transactions.inTransaction(tx -> tx.query(LOCK, Kind.IMAGE.name(), image)
                // Looked at again under the lock, in which nobody can begin to use it.
                .chain(locked -> locked.isEmpty()
                        ? Uni.createFrom().item(List.<Row>of())
                        : tx.query(STALE_IMAGES + " and o.name = $2", keep, image))
                .chain(stale ->
                        stale.isEmpty() ? Uni.createFrom().item(false) : removed(tx, Kind.IMAGE, image, removal)));
    }

    @Override
    public Uni<Boolean> removeUnaccounted(Kind kind, String name, Supplier<Uni<Void>> removal) {
        return transactions.inTransaction(tx -> tx.update(HOLD, kind.name(), name, NOBODY)
                .chain(held -> held == 0 ? Uni.createFrom().item(false) : removed(tx, kind, name, removal)));
    }

    private static Uni<Boolean> removed(Tx tx, Kind kind, String name, Supplier<Uni<Void>> removal) {
        return removal.get().chain(() -> tx.update(FORGET, kind.name(), name)).replaceWith(true);
    }

    @Override
    public Uni<List<RuntimeObject>> useless(UUID deploymentId) {
        return transactions.query(USELESS, deploymentId).map(PgObjectStore::objects);
    }

    private static List<RuntimeObject> objects(List<Row> rows) {
        return rows.stream()
                .map(row -> new RuntimeObject(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getUUID("workspace_id"),
                        row.getUUID("deployment_id")))
                .toList();
    }
}
