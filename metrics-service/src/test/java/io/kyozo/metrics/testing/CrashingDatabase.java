package io.kyozo.metrics.testing;

import io.kyozo.testkit.CrashingPostgres;
import io.kyozo.testkit.StoppableServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A database that a test can take away in the middle of whatever it does. */
public final class CrashingDatabase extends StoppableServer {
    private @Nullable CrashingPostgres server;

    @Override
    public Map<String, String> start() {
        CrashingPostgres started = new CrashingPostgres();
        server = started;
        Properties login = new Properties();
        login.setProperty("user", CrashingPostgres.USER);
        login.setProperty("password", CrashingPostgres.PASSWORD);
        try (Connection connection =
                        Objects.requireNonNull(new org.postgresql.Driver().connect(started.jdbcUrl(), login));
                Statement statement = connection.createStatement()) {
            statement.execute("create schema metrics");
            statement.execute("alter role postgres set search_path = metrics");
        } catch (SQLException e) {
            throw new IllegalStateException("can't create the schema", e);
        }
        return Map.of(
                "quarkus.datasource.username",
                CrashingPostgres.USER,
                "quarkus.datasource.password",
                CrashingPostgres.PASSWORD,
                "quarkus.datasource.jdbc.url",
                started.jdbcUrl(),
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + started.port() + "/postgres");
    }

    @Override
    protected void takeAway() {
        Objects.requireNonNull(server).stop();
    }

    @Override
    protected void bringBack() {
        Objects.requireNonNull(server).start();
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
