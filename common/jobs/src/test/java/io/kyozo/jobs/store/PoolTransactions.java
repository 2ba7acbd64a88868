package io.kyozo.jobs.store;

import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Transactions on a bare pool, for tests without an application. */
final class PoolTransactions implements Transactions {
    private final Pool pool;

    PoolTransactions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Tx, Uni<T>> work) {
        Queue<Runnable> afterCommit = new ConcurrentLinkedQueue<>();
        return pool.withTransaction(connection -> work.apply(new ClientTx(connection, afterCommit)))
                .invoke(() -> afterCommit.forEach(Runnable::run));
    }

    @Override
    public Uni<Tx> current() {
        return Uni.createFrom().failure(new UnsupportedOperationException("there is no Hibernate here"));
    }

    @Override
    public Uni<Integer> update(String sql, Object... parameters) {
        return new ClientTx(pool, new ConcurrentLinkedQueue<>()).update(sql, parameters);
    }

    @Override
    public Uni<List<Row>> query(String sql, Object... parameters) {
        return new ClientTx(pool, new ConcurrentLinkedQueue<>()).query(sql, parameters);
    }

    private record ClientTx(SqlClient client, Queue<Runnable> afterCommit) implements Tx {
        @Override
        public boolean afterCommit(Runnable action) {
            return afterCommit.add(action);
        }

        @Override
        public Uni<Integer> update(String sql, Object... parameters) {
            return client.preparedQuery(sql).execute(tuple(parameters)).map(rows -> rows.rowCount());
        }

        @Override
        public Uni<List<Row>> query(String sql, Object... parameters) {
            return client.preparedQuery(sql)
                    .execute(tuple(parameters))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
        }

        private static Tuple tuple(Object... parameters) {
            // The driver changes the tuple as it encodes it; what it can't change makes it hang.
            return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(Arrays.stream(parameters)
                    .map(p -> p instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : p)
                    .toArray()));
        }
    }
}
