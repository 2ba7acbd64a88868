package io.kyozo.monitor.check.store;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.Event;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.check.ProbeSchedule;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.check.app.TargetStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is probed, as tables. */
@ApplicationScoped
class PgTargetStore implements TargetStore {
    /** Deployments of one workspace are not ordered by the broker: between two of them the producer's clock decides. */
    private static final String KEEP_PICTURE = """
            insert into workspace_view as known
                   (workspace_id, team_id, deployment_id, sequence, changed_at, deployment)
            values ($1, $2, $3, $4, $5, cast(cast($6 as text) as json))
            on conflict (workspace_id) do update
               set deployment_id = excluded.deployment_id, sequence = excluded.sequence,
                   changed_at = excluded.changed_at, deployment = excluded.deployment
             where case when known.deployment_id = excluded.deployment_id then known.sequence < excluded.sequence
                        else known.changed_at <= excluded.changed_at end
            """;

    private static final String OF_WORKSPACE =
            "select " + TargetRow.COLUMNS + " from probe_target where workspace_id = $1 for update";
    private static final String FIND = "select " + TargetRow.COLUMNS + " from probe_target where service_id = $1";
    private static final String ALL =
            "select " + TargetRow.COLUMNS + " from probe_target where service_id > $1 order by service_id limit $2";
    private static final String SAVE = """
            insert into probe_target (service_id, team_id, workspace_id, workspace_name, service_name, kind, state, url,
                                      deployment_id, probe, instances, depends_on, generation, correlation_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, cast(cast($10 as text) as jsonb),
                    cast(cast($11 as text) as jsonb), $12, $13, $14)
            on conflict (service_id) do update
               set workspace_name = excluded.workspace_name, service_name = excluded.service_name,
                   kind = excluded.kind, state = excluded.state, url = excluded.url,
                   deployment_id = excluded.deployment_id, probe = excluded.probe, instances = excluded.instances,
                   depends_on = excluded.depends_on, generation = excluded.generation, correlation_id = excluded.correlation_id
            """;
    private static final String CLOSE_GAPS = """
            with counted as (select count(*) as n, coalesce(max(slot), 0) as highest from probe_target),
                 due as (select n from counted where highest > n + n / %d + 16),
                 numbered as (select service_id, row_number() over (order by slot) as slot from probe_target, due),
                 next as (select setval('probe_slot', greatest(n, 1)) from due)
            update probe_target t set slot = numbered.slot from numbered, next
             where t.service_id = numbered.service_id and t.slot <> numbered.slot
            """.formatted(ProbeSchedule.GAPS);
    private static final String REMOVE = "delete from probe_target where service_id = $1";

    private final Transactions transactions;

    PgTargetStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> keepPicture(Tx tx, Event<DeploymentChanged> event) {
        return tx.update(
                        KEEP_PICTURE,
                        event.data().workspaceId(),
                        event.teamId(),
                        event.data().deploymentId(),
                        event.sequence(),
                        event.time(),
                        EventJson.write(event.data()))
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<List<Target>> ofWorkspace(Tx tx, UUID workspaceId) {
        return tx.query(OF_WORKSPACE, workspaceId)
                .map(rows -> rows.stream().map(TargetRow::read).toList());
    }

    @Override
    public Uni<Void> save(Tx tx, Target target) {
        HealthProbe probe = target.probe();
        return tx.update(
                        SAVE,
                        target.serviceId(),
                        target.teamId(),
                        target.workspaceId(),
                        target.workspaceName(),
                        target.name(),
                        target.kind(),
                        target.state(),
                        target.url(),
                        target.deploymentId(),
                        probe == null ? null : EventJson.write(probe),
                        EventJson.write(target.instances()),
                        target.dependsOn().toArray(String[]::new),
                        target.generation(),
                        target.correlationId())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(Tx tx, UUID serviceId) {
        return tx.update(REMOVE, serviceId).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Target>> find(UUID serviceId) {
        return transactions
                .query(FIND, serviceId)
                .map(rows -> rows.stream().map(TargetRow::read).findFirst());
    }

    @Override
    public Uni<Integer> closeGaps() {
        return transactions.update(CLOSE_GAPS);
    }

    @Override
    public Uni<List<Target>> all(UUID after, int limit) {
        return transactions
                .query(ALL, after, limit)
                .map(rows -> rows.stream().map(TargetRow::read).toList());
    }
}
