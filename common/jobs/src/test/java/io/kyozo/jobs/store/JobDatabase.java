package io.kyozo.jobs.store;

import io.kyozo.sql.Transactions;
import io.kyozo.testkit.EmbeddedPostgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** A migrated database of its own, with a reactive pool on it, for tests without an application. */
public final class JobDatabase implements AutoCloseable {
    private static final String SCHEMA = "jobs";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public JobDatabase() {
        EmbeddedPostgres.Database database = EmbeddedPostgres.freshDatabase(SCHEMA);
        Flyway.configure()
                .dataSource(database.jdbcUrl(), EmbeddedPostgres.role(SCHEMA), EmbeddedPostgres.PASSWORD)
                .locations("db/migration")
                .load()
                .migrate();
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedPostgres.role(SCHEMA))
                .setPassword(EmbeddedPostgres.PASSWORD)
                .setCachePreparedStatements(true);
        pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(16));
    }

    public Transactions transactions() {
        return new PoolTransactions(pool);
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close().await().atMost(Duration.ofSeconds(10));
        vertx.close().await().atMost(Duration.ofSeconds(10));
    }
}
