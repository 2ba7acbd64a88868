package io.kyozo.monitor.alert.store;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.app.AlertStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alerts as a table; a partial unique index sees to it that only one is open for a service. */
@ApplicationScoped
@RegisterForReflection(targets = Alert.class)
class PgAlertStore implements AlertStore {
    private static final String OPEN = """
            insert into health_alert (id, service_id, team_id, workspace_id, service_name, status, reason, raised_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (service_id) where resolved_at is null do nothing
            """;
    private static final String CLOSE =
            "update health_alert set resolved_at = $2 where service_id = $1 and resolved_at is null returning *";
    private static final String LIST = """
            select * from health_alert
             where team_id = $1 and (not $2 or resolved_at is null) and (cast($3 as uuid) is null or id < $3)
             order by id desc limit $4
            """;

    private final Transactions transactions;

    PgAlertStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> open(Tx tx, Alert alert) {
        return tx.update(
                        OPEN,
                        alert.id(),
                        alert.serviceId(),
                        alert.teamId(),
                        alert.workspaceId(),
                        alert.serviceName(),
                        alert.status(),
                        alert.reason(),
                        alert.raisedAt())
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<Optional<Alert>> close(Tx tx, UUID serviceId, Instant at) {
        return tx.query(CLOSE, serviceId, at)
                .map(rows -> rows.stream().map(PgAlertStore::alert).findFirst());
    }

    @Override
    public Uni<List<Alert>> list(UUID teamId, boolean openOnly, Optional<UUID> before, int limit) {
        return transactions
                .query(LIST, teamId, openOnly, before.orElse(null), limit)
                .map(rows -> rows.stream().map(PgAlertStore::alert).toList());
    }

    private static Alert alert(Row row) {
        OffsetDateTime resolved = row.getOffsetDateTime("resolved_at");
        return new Alert(
                row.getUUID("id"),
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("service_name"),
                HealthStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getOffsetDateTime("raised_at").toInstant(),
                resolved == null ? null : resolved.toInstant());
    }
}
