package io.kyozo.monitor.notify.store;

import io.kyozo.monitor.notify.app.Audit;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The audit trail as a table; nothing in it is ever changed. */
@ApplicationScoped
class PgAudit implements Audit {
    private static final String NOTE = """
            insert into alert_audit (id, team_id, actor, action, target, detail, at, correlation_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String LIST = """
            select * from alert_audit
             where team_id = $1 and (cast($2 as uuid) is null or id < $2) order by id desc limit $3
            """;

    private final Transactions transactions;

    PgAudit(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> note(Tx tx, Entry entry) {
        return tx.update(
                        NOTE,
                        entry.id(),
                        entry.teamId(),
                        entry.actor(),
                        entry.action(),
                        entry.target(),
                        entry.detail(),
                        entry.at(),
                        entry.correlationId())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Entry>> list(UUID teamId, Optional<UUID> before, int limit) {
        return transactions
                .query(LIST, teamId, before.orElse(null), limit)
                .map(rows -> rows.stream().map(PgAudit::entry).toList());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getString("actor"),
                row.getString("action"),
                row.getUUID("target"),
                row.getString("detail"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("correlation_id"));
    }
}
