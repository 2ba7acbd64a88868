package io.kyozo.local.postgres;

import io.kyozo.home.AtomicFile;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Gives each service a role that owns a schema of the service's name and can neither see nor use another's. Names are
 * our own constants; nothing from outside gets into the statements.
 */
public final class ServiceRoles {
    /** The database that all services share, each in its schema. */
    public static final String DATABASE = "kyozo";

    private final InstallationKeys keys;
    private final int port;

    public ServiceRoles(InstallationKeys keys, int port) {
        this.keys = keys;
        this.port = port;
    }

    /** The role of a service. */
    public static String role(String service) {
        return "kyozo_" + service;
    }

    /** Makes database, roles and schemas; does nothing where an earlier start of the same services did. */
    public void ensure(KyozoHome home, List<String> services) throws SQLException, IOException {
        Path marker = home.postgresData().resolve("kyozo-roles");
        String wanted = "1 " + String.join(",", services);
        if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
            return;
        }
        ensureDatabase();
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("revoke all on schema public from public");
            for (String service : services) {
                ensureService(statement, service);
            }
        }
        AtomicFile.write(marker, wanted.getBytes(StandardCharsets.UTF_8));
    }

    private void ensureDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
            for (String database : List.of(DATABASE, "postgres", "template1")) {
                statement.execute("revoke all on database " + database + " from public");
            }
        }
    }

    private void ensureService(Statement statement, String service) throws SQLException {
        String role = role(service);
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role " + role + " login");
        }
        statement.execute("alter role " + role + " password '" + keys.password(role) + "'");
        statement.execute("alter role " + role + " connection limit 30");
        statement.execute("alter role " + role + " set search_path = " + service);
        statement.execute("grant connect, temporary on database " + DATABASE + " to " + role);
        statement.execute("create schema if not exists " + service + " authorization " + role);
        statement.execute("revoke all on schema " + service + " from public");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", PostgresServer.SUPERUSER);
        login.setProperty("password", keys.password(PostgresServer.SUPERUSER));
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return Objects.requireNonNull(new org.postgresql.Driver().connect(url, login), url);
    }
}
