package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the connection of an open Hibernate session. They go past Hibernate's query parser, so the SQL is the
 * same as on the client; what the session holds back is written first, so that statements see it.
 */
record SessionTx(Mutiny.Session session) implements Tx {
    @Override
    public Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return session.flush()
                .chain(() ->
                        Uni.createFrom().completionStage(() -> connection().update(sql, Parameters.adapt(parameters))));
    }

    @Override
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .failure(new UnsupportedOperationException("a Hibernate session's transaction can only update"));
    }

    private ReactiveConnection connection() {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
