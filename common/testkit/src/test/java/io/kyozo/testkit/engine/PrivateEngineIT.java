package io.kyozo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

@NeedsEngine(images = PrivateEngineIT.POSTGRES)
class PrivateEngineIT {
    static final String POSTGRES = "postgres:15-bookworm";
    private static final int PORT = 5432;

    @Test
    void runsPostgresFromAnImageMadeHere() throws SQLException {
        try (GenericContainer<?> server = new GenericContainer<>(POSTGRES)) {
            server.withExposedPorts(PORT)
                    .withEnv("POSTGRES_USER", "sam")
                    .withEnv("POSTGRES_PASSWORD", "it's a \"secret\"")
                    .withEnv("POSTGRES_DB", "shop")
                    .waitingFor(Wait.forListeningPort())
                    .start();

            String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(PORT) + "/shop";
            try (Connection connection = DriverManager.getConnection(url, "sam", "it's a \"secret\"");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_user, current_database()")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("sam");
                assertThat(row.getString(2)).isEqualTo("shop");
            }
        }
    }
}
