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

    /** On the tests' own server, which does not wait for the disk. */
    public JobDatabase() {
        this(EmbeddedPostgres.freshDatabase(SCHEMA));
    }

    private JobDatabase(EmbeddedPostgres.Database database) {
        this(database.jdbcUrl(), database.reactiveUrl(), EmbeddedPostgres.role(SCHEMA), EmbeddedPostgres.PASSWORD);
    }

    /** On a server of the caller's. */
    public JobDatabase(String jdbcUrl, String reactiveUrl, String user, String password) {
        Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("db/migration")
                .load()
                .migrate();
        PgConnectOptions options = PgConnectOptions.fromUri(reactiveUrl)
                .setUser(user)
                .setPassword(password)
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
