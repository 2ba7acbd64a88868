package io.kyozo.monitor.alert.store;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.app.AlertStore;
import io.kyozo.monitor.alert.app.OpenAlerts;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as a table; a partial unique index sees to it that only one of a kind and rule is open for a service. */
@ApplicationScoped
@RegisterForReflection(targets = Alert.class)
class PgAlertStore implements AlertStore, OpenAlerts {
    private static final String OPEN = """
            insert into health_alert (id, kind, rule, service_id, team_id, workspace_id, service_name, status, reason,
                                      raised_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (service_id, kind, rule) where resolved_at is null do nothing
            """;
    private static final String CLOSE = """
            update health_alert set resolved_at = $4
             where service_id = $1 and kind = $2 and rule = $3 and resolved_at is null returning *
            """;
    private static final String CLOSE_ALL =
            "update health_alert set resolved_at = $2 where service_id = $1 and resolved_at is null returning *";
    private static final String BLAME = """
            update health_alert set caused_by = $3
             where service_id = $1 and kind = $2 and resolved_at is null and caused_by is distinct from $3
            """;
    private static final String ACKNOWLEDGE = """
            update health_alert set acknowledged_at = coalesce(acknowledged_at, $4),
                   acknowledged_by = coalesce(acknowledged_by, $3)
             where team_id = $1 and id = $2 and resolved_at is null returning *
            """;
    private static final String FIND = "select * from health_alert where team_id = $1 and id = $2";
    private static final String LIST = """
            select * from health_alert
             where team_id = $1 and (not $2 or resolved_at is null) and (cast($3 as uuid) is null or id < $3)
             order by id desc limit $4
            """;

    private static final String ALL_OPEN = "select * from health_alert where resolved_at is null order by id";
    private static final String BY_ID = "select * from health_alert where id = any ($1) order by id";

    private final Transactions transactions;

    PgAlertStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> open(Tx tx, Alert alert) {
        return tx.update(
                        OPEN,
                        alert.id(),
                        alert.kind(),
                        alert.rule(),
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
    public Uni<Optional<Alert>> close(Tx tx, UUID serviceId, AlertKind kind, String rule, Instant at) {
        return tx.query(CLOSE, serviceId, kind, rule, at).map(PgAlertStore::first);
    }

    @Override
    public Uni<List<Alert>> closeAll(Tx tx, UUID serviceId, Instant at) {
        return tx.query(CLOSE_ALL, serviceId, at).map(PgAlertStore::alerts);
    }

    @Override
    public Uni<Void> blame(Tx tx, UUID serviceId, AlertKind kind, Optional<String> cause) {
        return tx.update(BLAME, serviceId, kind, cause.orElse(null)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Alert>> acknowledge(Tx tx, UUID teamId, UUID id, String by, Instant at) {
        return tx.query(ACKNOWLEDGE, teamId, id, by, at).map(PgAlertStore::first);
    }

    @Override
    public Uni<Optional<Alert>> find(UUID teamId, UUID id) {
        return transactions.query(FIND, teamId, id).map(PgAlertStore::first);
    }

    @Override
    public Uni<List<Alert>> list(UUID teamId, boolean openOnly, Optional<UUID> before, int limit) {
        return transactions
                .query(LIST, teamId, openOnly, before.orElse(null), limit)
                .map(PgAlertStore::alerts);
    }

    @Override
    public Uni<List<Alert>> open() {
        return transactions.query(ALL_OPEN).map(PgAlertStore::alerts);
    }

    @Override
    public Uni<List<Alert>> find(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.query(BY_ID, (Object) ids.toArray(UUID[]::new)).map(PgAlertStore::alerts);
    }

    private static List<Alert> alerts(List<Row> rows) {
        return rows.stream().map(PgAlertStore::alert).toList();
    }

    private static Optional<Alert> first(List<Row> rows) {
        return rows.stream().map(PgAlertStore::alert).findFirst();
    }

    private static Alert alert(Row row) {
        String status = row.getString("status");
        return new Alert(
                row.getUUID("id"),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("rule"),
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("service_name"),
                status == null ? null : HealthStatus.valueOf(status),
                row.getString("reason"),
                row.getOffsetDateTime("raised_at").toInstant(),
                instant(row, "resolved_at"),
                row.getString("caused_by"),
                instant(row, "acknowledged_at"),
                row.getString("acknowledged_by"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
