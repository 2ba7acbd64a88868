package io.kyozo.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server for the whole JVM, started when first asked for and stopped with the JVM. Each caller gets a
 * database of its own in it. Durability is off: tests that need it start a server of their own; benchmarks turn it on with
 * the system property {@value #DURABLE}.
 */
public final class EmbeddedPostgres {
    /** Password of every role. */
    public static final String PASSWORD = "kyozo";

    /** Time zone of every session; unlike any JVM's, so that a confusion of zones shows. */
    public static final String SESSION_TIME_ZONE = "Pacific/Chatham";

    /** System property: {@code true} for a server that waits for the disk at each commit, with the usual buffers. */
    public static final String DURABLE = "kyozo.testkit.durable";

    private static final String SUPERUSER = "postgres";

    private static @Nullable Integer port;

    private EmbeddedPostgres() {}

    /**
     * Creates a fresh, empty database in which each role {@code kyozo_<schema>} owns its schema, has it as search path
     * and may do nothing else.
     */
    public static Database freshDatabase(String... schemas) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Database database = new Database(name, Integer.parseInt(JvmWide.call(EmbeddedPostgres.class, "port")));
        try (Connection connection = superuser(database.port(), SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            statement.execute("revoke all on database " + name + " from public");
        } catch (SQLException e) {
            throw new IllegalStateException("can't create the test database", e);
        }
        for (String schema : schemas) {
            addSchema(database, schema);
        }
        return database;
    }

    private static void addSchema(Database database, String schema) {
        String role = role(schema);
        try (Connection connection = superuser(database.port(), database.name());
                Statement statement = connection.createStatement()) {
            statement.execute("revoke all on schema public from public");
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + role
                    + "') then create role " + role + " login password '" + PASSWORD + "'; end if; end $$");
            statement.execute("alter role " + role + " set timezone = '" + SESSION_TIME_ZONE + "'");
            statement.execute("alter role " + role + " set search_path = " + schema);
            statement.execute("grant connect, temporary on database " + database.name() + " to " + role);
            statement.execute("create schema " + schema + " authorization " + role);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create the schema " + schema, e);
        }
    }

    /** The role that owns {@code schema}. */
    public static String role(String schema) {
        return "kyozo_" + schema;
    }

    private static Connection superuser(int port, String database) throws SQLException {
        return open(new Database(database, port).jdbcUrl(), SUPERUSER);
    }

    private static Connection open(String url, String user) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", PASSWORD);
        // Not through the driver manager: it only knows drivers of one class loader.
        return Objects.requireNonNull(new org.postgresql.Driver().connect(url, login), url);
    }

    /** Called on the JVM's own copy only, see {@link JvmWide}. */
    @SuppressWarnings("unused")
    static synchronized String port(String... none) {
        if (port == null) {
            port = ContainerServers.wanted() ? ContainerServers.startPostgres(SUPERUSER, PASSWORD) : startEmbedded();
        }
        return port.toString();
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static int startEmbedded() {
        try {
            boolean durable = Boolean.getBoolean(DURABLE);
            String written = durable ? "on" : "off";
            return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", written)
                    .setServerConfig("synchronous_commit", written)
                    .setServerConfig("full_page_writes", written)
                    .setServerConfig("shared_buffers", durable ? "128MB" : "32MB")
                    .start()
                    .getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    /** A database on the embedded server. */
    public record Database(String name, int port) {
        public String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        }

        public String reactiveUrl() {
            return "postgresql://127.0.0.1:" + port + "/" + name;
        }

        /** A connection as the owner of {@code schema}. */
        public Connection connect(String schema) throws SQLException {
            return open(jdbcUrl(), role(schema));
        }
    }
}
