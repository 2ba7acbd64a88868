package io.kyozo.monitor.heal.store;

import io.kyozo.monitor.heal.Remedy;
import io.kyozo.monitor.heal.Treatment;
import io.kyozo.monitor.heal.app.TreatmentStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Treatments as a table; who is to be healed is read from alerts, health and what is deployed. */
@ApplicationScoped
class PgTreatmentStore implements TreatmentStore {
    /** What has ended is started again by the deployer, with rests of its own. */
    private static final String PATIENTS = """
            select a.service_id, a.team_id, t.workspace_id, t.workspace_name, t.service_name, h.reason, a.raised_at,
                   (select count(*) from service_health o
                     where o.workspace_id = t.workspace_id and o.status in ('UNHEALTHY', 'GONE')) as down,
                   coalesce((select cast(v.deployment ->> 'earlierRelease' as boolean) from workspace_view v
                              where v.workspace_id = t.workspace_id), false) as earlier_release,
                   r.last, r.restarts, r.at, r.down_then
              from health_alert a join probe_target t on t.service_id = a.service_id
              join service_health h on h.service_id = a.service_id
              left join treatment r on r.service_id = a.service_id
             where a.resolved_at is null and a.kind = 'DOWN' and a.caused_by is null and h.status = 'UNHEALTHY'
               and h.fresh_since is null and t.state = 'RUNNING' and h.reason not like 'its container has ended%'
               and not exists (select 1 from probe_target w where w.workspace_id = t.workspace_id
                                                              and w.state in ('PENDING', 'DEPLOYING'))
             order by a.id limit 500
            """;

    private static final String KEEP = """
            insert into treatment (service_id, last, restarts, at, down_then) values ($1, $2, $3, $4, $5)
            on conflict (service_id) do update set last = excluded.last, restarts = excluded.restarts,
                   at = excluded.at, down_then = excluded.down_then
            """;
    private static final String FORGET = """
            delete from treatment r where not exists (
                select 1 from health_alert a
                 where a.service_id = r.service_id and a.kind = 'DOWN' and a.resolved_at is null)
            returning service_id
            """;

    private final Transactions transactions;

    PgTreatmentStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Patient>> patients() {
        return transactions
                .query(PATIENTS)
                .map(rows -> rows.stream().map(PgTreatmentStore::patient).toList());
    }

    @Override
    public Uni<Void> keep(Tx tx, UUID serviceId, Treatment treatment) {
        return tx.update(KEEP, serviceId, treatment.last(), treatment.restarts(), treatment.at(), treatment.downThen())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> forgetHealed(Tx tx) {
        return tx.query(FORGET)
                .map(rows -> rows.stream().map(row -> row.getUUID("service_id")).toList());
    }

    private static Patient patient(Row row) {
        return new Patient(
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                row.getString("service_name"),
                row.getString("reason"),
                row.getOffsetDateTime("raised_at").toInstant(),
                row.getLong("down").intValue(),
                row.getBoolean("earlier_release"),
                treatment(row));
    }

    private static @Nullable Treatment treatment(Row row) {
        String last = row.getString("last");
        return last == null
                ? null
                : new Treatment(
                        Remedy.valueOf(last),
                        row.getInteger("restarts"),
                        row.getOffsetDateTime("at").toInstant(),
                        row.getInteger("down_then"));
    }
}
