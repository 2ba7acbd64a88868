package io.kyozo.web.idempotency;

import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys and answers in the service's own schema. */
@ApplicationScoped
class IdempotencyStore {
    // Expired keys go a few at a time with each new one, so that nothing needs a schedule and no one waits.
    private static final String PRUNE = """
            delete from idempotency_key where (team_id, key) in (
              select team_id, key from idempotency_key where expires_at < now() limit 20 for update skip locked)
            """;

    private static final String RESERVE = """
            insert into idempotency_key as k (team_id, key, operation, token, locked_until, expires_at)
            values ($1, $2, $3, $4, now() + make_interval(secs => $5), now() + make_interval(secs => $6))
            on conflict (team_id, key) do update set operation = excluded.operation, token = excluded.token,
              locked_until = excluded.locked_until, expires_at = excluded.expires_at, body_hash = null, status = null
            where k.expires_at < now() or (k.status is null and k.locked_until < now())
            """;

    private static final String FIND = """
            select operation, body_hash, status, content_type, location, body from idempotency_key
            where team_id = $1 and key = $2
            """;

    private static final String KEEP = """
            update idempotency_key set body_hash = $4, status = $5, content_type = $6, location = $7, body = $8
            where team_id = $1 and key = $2 and token = $3
            """;

    private static final String RELEASE =
            "delete from idempotency_key where team_id = $1 and key = $2 and token = $3 and status is null";

    private final Transactions transactions;
    private final IdempotencyConfig config;

    IdempotencyStore(Transactions transactions, IdempotencyConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    /** Takes the key for this request; the number of rows is 0 where another request has it. */
    Uni<Boolean> reserve(UUID team, String key, String operation, UUID token) {
        double lock = config.lock().toMillis() / 1000.0;
        double retention = config.retention().toMillis() / 1000.0;
        return transactions
                .update(PRUNE)
                .chain(() -> transactions.update(RESERVE, team, key, operation, token, lock, retention))
                .map(rows -> rows > 0);
    }

    Uni<Optional<KeptAnswer>> find(UUID team, String key) {
        return transactions
                .query(FIND, team, key)
                .map(rows -> rows.stream().findFirst().map(IdempotencyStore::answer));
    }

    private static KeptAnswer answer(Row row) {
        Integer status = row.getInteger("status");
        return new KeptAnswer(
                row.getString("operation"),
                row.getString("body_hash"),
                status == null ? 0 : status,
                row.getString("content_type"),
                row.getString("location"),
                row.getString("body"));
    }

    Uni<Integer> keep(UUID team, String key, UUID token, KeptAnswer answer) {
        @Nullable
        Object[] parameters = {
            team, key, token, answer.bodyHash(), answer.status(), answer.contentType(), answer.location(), answer.body()
        };
        return transactions.update(KEEP, parameters);
    }

    Uni<Integer> release(UUID team, String key, UUID token) {
        return transactions.update(RELEASE, team, key, token);
    }
}
