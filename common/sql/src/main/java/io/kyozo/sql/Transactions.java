package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens transactions and runs single statements on the service's schema. */
public interface Transactions {
    /**
     * Runs {@code work} in a new transaction: committed when it succeeds, rolled back when it fails. Where another
     * transaction was in the way ({@link SqlFault#SERIALIZATION}) it is run again, so it must change nothing but through
     * its {@link Tx}. After {@link SqlFault#CONNECTION_LOST} or {@link SqlFault#TIMEOUT} the outcome is unknown.
     */
    <T> Uni<T> inTransaction(Function<Tx, Uni<T>> work);

    /**
     * The transaction of the Hibernate session that is open now ({@code @WithTransaction}), so that a repository's
     * change, its event and its job are committed together. It can {@link Tx#update}, not {@link Tx#query}.
     */
    Uni<Tx> current();

    /** Runs one statement on its own; the number of rows it changed. */
    Uni<Integer> update(String sql, @Nullable Object... parameters);

    /** Runs one query on its own; its rows. */
    Uni<List<Row>> query(String sql, @Nullable Object... parameters);
}
