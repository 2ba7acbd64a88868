package io.kyozo.jobs.store;

import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.app.OperatorLog;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Entries in table {@code job_operator_action}; nothing ever changes one. */
public final class PgOperatorLog implements OperatorLog {
    private static final String APPEND = """
            insert into job_operator_action (id, actor, team_id, action, target, detail, correlation_id)
            values ($1, $2, $3, $4, $5, cast(cast($6 as text) as jsonb), $7)""";

    private static final String LIST = """
            select id, at, actor, team_id, action, target, cast(detail as text) as detail, correlation_id
            from job_operator_action
            where (cast($2 as boolean) or team_id = $1) and (cast($4 as uuid) is null or id < $4)
            order by id desc limit $3""";

    private final Transactions transactions;

    public PgOperatorLog(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> append(Tx tx, Entry entry) {
        String detail = new JsonObject(new LinkedHashMap<>(entry.detail())).encode();
        return tx.update(
                        APPEND,
                        entry.id(),
                        entry.operator().actor(),
                        entry.operator().scope().team(),
                        entry.action(),
                        entry.target(),
                        detail,
                        entry.operator().correlationId())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Kept>> list(JobScope scope, int limit, Optional<UUID> before) {
        return transactions
                .query(LIST, scope.team(), scope.all(), limit, before.orElse(null))
                .map(rows -> rows.stream().map(PgOperatorLog::kept).toList());
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getUUID("team_id"),
                row.getString("action"),
                row.getString("target"),
                row.getString("detail"),
                row.getString("correlation_id"));
    }
}
