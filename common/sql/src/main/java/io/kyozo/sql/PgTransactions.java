package io.kyozo.sql;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Transactions on the service's pool of reactive PostgreSQL connections. */
@ApplicationScoped
class PgTransactions implements Transactions {
    private static final double JITTER = 0.5;

    private final Pool pool;
    private final ClientTx single;
    private final SqlConfig config;

    PgTransactions(Pool pool, SqlConfig config) {
        this.pool = pool;
        this.single = new ClientTx(pool);
        this.config = config;
    }

    @Override
    public <T> Uni<T> inTransaction(Function<Tx, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> attempt(work))
                .onFailure(failure -> SqlFault.of(failure) == SqlFault.SERIALIZATION)
                .retry()
                .withBackOff(config.serializationBackoff())
                .withJitter(JITTER)
                .atMost(config.serializationRetries())
                .ifNoItem()
                .after(config.transactionTimeout())
                .fail();
    }

    private <T> Uni<T> attempt(Function<Tx, Uni<T>> work) {
        Queue<Runnable> afterCommit = new ConcurrentLinkedQueue<>();
        return pool.withTransaction(connection -> work.apply(new ClientTx(connection, afterCommit)))
                .invoke(() -> afterCommit.forEach(Runnable::run));
    }

    @Override
    public Uni<Tx> current() {
        return Panache.getSession().map(SessionTx::new);
    }

    @Override
    public Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return single.update(sql, parameters)
                .ifNoItem()
                .after(config.statementTimeout())
                .fail();
    }

    @Override
    public Uni<List<Row>> query(String sql, @Nullable Object... parameters) {
        return single.query(sql, parameters)
                .ifNoItem()
                .after(config.statementTimeout())
                .fail();
    }
}
