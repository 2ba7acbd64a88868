package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction on the service's schema. Whoever changes data, publishes an event and enqueues a job in one go
 * hands the same {@code Tx} to all three, so that all of it is committed or none.
 *
 * <p>SQL is PostgreSQL's with {@code $1 …} parameters. JSON is handed over as text and cast:
 * {@code cast(cast($1 as text) as jsonb)}. Instants are handed over as {@link java.time.OffsetDateTime}.
 */
public interface Tx {
    /** Runs a statement; the number of rows it changed. */
    Uni<Integer> update(String sql, @Nullable Object... parameters);

    /** Runs a query, or a statement with {@code RETURNING}; its rows. */
    Uni<List<Row>> query(String sql, @Nullable Object... parameters);

    /**
     * Has {@code action} run once this transaction is committed, and not if it is rolled back. False, and it is never
     * run, where this transaction can't tell; nor is it run if the process dies in between.
     */
    default boolean afterCommit(Runnable action) {
        return false;
    }
}
