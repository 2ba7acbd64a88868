package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.List;
import java.util.Queue;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on the reactive client: on a connection with an open transaction, or on the pool, each on its own. */
record ClientTx(SqlClient client, @Nullable Queue<Runnable> afterCommit) implements Tx {
    /** Statements on their own, without a commit to wait for. */
    ClientTx(SqlClient client) {
        this(client, null);
    }

    @Override
    public boolean afterCommit(Runnable action) {
        return afterCommit != null && afterCommit.add(action);
    }

    @Override
    public Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).map(RowSet::rowCount);
    }

    @Override
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        return run(sql, parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private Uni<RowSet<Row>> run(String sql, @Nullable Object... parameters) {
        return client.preparedQuery(sql).execute(Parameters.tuple(parameters));
    }
}
