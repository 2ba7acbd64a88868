package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on the reactive client: on a connection with an open transaction, or on the pool, each on its own. */
record ClientTx(SqlClient client) implements Tx {
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
