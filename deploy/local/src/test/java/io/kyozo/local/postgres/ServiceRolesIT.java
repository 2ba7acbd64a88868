package io.kyozo.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On the launcher's own server, not the testkit's: this is what sets it up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceRolesIT {
    private static final List<String> SERVICES = List.of("analyzer", "deployer");

    @TempDir
    private static Path folder;

    private KyozoHome home;
    private InstallationKeys keys;
    private PostgresServer server;

    @BeforeAll
    void start() throws Exception {
        home = new KyozoHome(folder.resolve("kyozo home"));
        home.prepare();
        keys = InstallationKeys.open(home);
        server = PostgresServer.start(home, keys.password(PostgresServer.SUPERUSER));
        new ServiceRoles(keys, server.port()).ensure(home, SERVICES);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void worksInItsOwnSchemaWithoutNamingIt() throws SQLException {
        try (Connection analyzer = connect("analyzer", "kyozo");
                Statement statement = analyzer.createStatement()) {
            statement.execute("create table things (id int)");
            try (ResultSet where =
                    statement.executeQuery("select schemaname from pg_tables where tablename = 'things'")) {
                assertThat(where.next()).isTrue();
                assertThat(where.getString(1)).isEqualTo("analyzer");
            }
            statement.execute("drop table things");
        }
    }

    @Test
    void cannotSeeOrUseAnothersSchema() throws SQLException {
        try (Connection deployer = connect("deployer", "kyozo");
                Statement statement = deployer.createStatement()) {
            statement.execute("create table secrets (id int)");
        }
        try (Connection analyzer = connect("analyzer", "kyozo")) {
            for (String forbidden : List.of(
                    "select * from deployer.secrets",
                    "create table deployer.mine (id int)",
                    "create table public.mine (id int)",
                    "create schema mine",
                    "set role kyozo_deployer",
                    "create role mine")) {
                assertThatThrownBy(() -> execute(analyzer, forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be).*");
            }
        }
    }

    @Test
    void cannotConnectToOtherDatabases() {
        assertThatThrownBy(() -> connect("analyzer", "postgres").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void asksForThePassword() {
        Properties login = new Properties();
        login.setProperty("user", "kyozo_analyzer");
        login.setProperty("password", "guess");

        assertThatThrownBy(() -> open("kyozo", login)).hasMessageContaining("password authentication failed");
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (Connection deployer = connect("deployer", "kyozo")) {
            execute(deployer, "create table kept (id int)");
        }

        server.close();
        server = PostgresServer.start(home, keys.password(PostgresServer.SUPERUSER));
        new ServiceRoles(keys, server.port()).ensure(home, SERVICES);

        try (Connection deployer = connect("deployer", "kyozo")) {
            execute(deployer, "drop table kept");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String service, String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", ServiceRoles.role(service));
        login.setProperty("password", keys.password(ServiceRoles.role(service)));
        return open(database, login);
    }

    private Connection open(String database, Properties login) throws SQLException {
        return new org.postgresql.Driver()
                .connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, login);
    }
}
