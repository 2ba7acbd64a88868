package io.kyozo.metrics.testing;

import io.kyozo.testkit.CrashingPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A database that a test can take away: fields of {@link Runnable} marked so do it, and bring it back. */
public final class CrashingDatabase implements QuarkusTestResourceLifecycleManager {
    private @Nullable CrashingPostgres server;

    /** Ends the server in the middle of whatever it does. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Stop {}

    /** Starts it again. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Start {}

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
    public void inject(TestInjector injector) {
        CrashingPostgres started = Objects.requireNonNull(server);
        injector.injectIntoFields(
                (Runnable) started::stop, new TestInjector.AnnotatedAndMatchesType(Stop.class, Runnable.class));
        injector.injectIntoFields(
                (Runnable) started::start, new TestInjector.AnnotatedAndMatchesType(Start.class, Runnable.class));
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
