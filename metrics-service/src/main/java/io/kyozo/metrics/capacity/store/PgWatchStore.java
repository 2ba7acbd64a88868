package io.kyozo.metrics.capacity.store;

import io.kyozo.metrics.capacity.app.WatchStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** In plain SQL; who comes second with the same alert changes nothing, and says nothing. */
@ApplicationScoped
class PgWatchStore implements WatchStore {
    private static final String WATCHED = """
            select s.id, s.team_id, s.workspace_id, s.name, t.replicas, a.cpu_cores, a.memory_bytes, n.alerts
            from service s
            cross join lateral (select count(*)::int as replicas from target where service_id = s.id) t
            cross join lateral (
              select jsonb_object_agg(metric, alert_id)::text as alerts from anomaly where service_id = s.id) n
            left join advice a on a.service_id = s.id
            where t.replicas > 0 or n.alerts is not null
            order by s.id
            """;

    private static final String ADVISED = """
            insert into advice (service_id, cpu_cores, memory_bytes, advised_at) values ($1, $2, $3, now())
            on conflict (service_id) do update set cpu_cores = excluded.cpu_cores,
              memory_bytes = excluded.memory_bytes, advised_at = excluded.advised_at
            """;

    private static final String RAISED = """
            insert into anomaly (service_id, metric, alert_id, since) values ($1, $2, $3, now()) on conflict do nothing
            """;

    private final Transactions transactions;

    PgWatchStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Watched>> watched() {
        return transactions
                .query(WATCHED)
                .map(rows -> rows.stream().map(PgWatchStore::watched).toList());
    }

    private static Watched watched(Row row) {
        Map<String, UUID> alerts = new HashMap<>();
        String given = row.getString("alerts");
        if (given != null) {
            new JsonObject(given)
                    .forEach(alert -> alerts.put(alert.getKey(), UUID.fromString(String.valueOf(alert.getValue()))));
        }
        Double cores = row.getDouble("cpu_cores");
        return new Watched(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("name"),
                row.getInteger("replicas"),
                cores == null ? null : new Advised(cores, row.getLong("memory_bytes")),
                alerts);
    }

    @Override
    public Uni<Void> advised(Tx tx, UUID serviceId, Advised advised) {
        return tx.update(ADVISED, serviceId, advised.cpuCores(), advised.memoryBytes())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> raised(Tx tx, UUID serviceId, String metric, UUID alertId) {
        return tx.update(RAISED, serviceId, metric, alertId).map(rows -> rows > 0);
    }

    @Override
    public Uni<Boolean> resolved(Tx tx, UUID serviceId, String metric) {
        return tx.update("delete from anomaly where service_id = $1 and metric = $2", serviceId, metric)
                .map(rows -> rows > 0);
    }
}
