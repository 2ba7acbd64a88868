package io.kyozo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(KyozoTestResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KyozoTestResourceIT {
    @Test
    @Order(1)
    void givesAnOwnedSchemaInAnotherTimeZone() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table thing (id int)");
            statement.execute("create table kind (id int)");
            statement.execute("comment on table kind is 'reference data'");
            statement.execute("insert into thing values (1)");
            statement.execute("insert into kind values (1)");
            assertThat(one(statement, "select current_schema()")).isEqualTo("test");
            // Asked of the role, because the JDBC driver, unlike the reactive one, puts the JVM's zone over it.
            assertThat(one(statement, "select rolconfig::text from pg_roles where rolname = current_user"))
                    .contains(EmbeddedPostgres.SESSION_TIME_ZONE);
            assertThat(EmbeddedPostgres.SESSION_TIME_ZONE)
                    .isNotEqualTo(TimeZone.getDefault().getID());
        }
    }

    @Test
    @Order(2)
    void emptiesTablesAfterEachTestButKeepsReferenceData() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "select count(*) from thing")).isEqualTo("0");
            assertThat(one(statement, "select count(*) from kind")).isEqualTo("1");
        }
    }

    @Test
    @Order(3)
    void brokerTakesMessages() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", config("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var sent = producer.send(new ProducerRecord<>("testkit", "key", "value"))
                    .get(30, TimeUnit.SECONDS);
            assertThat(sent.offset()).isZero();
        }
    }

    @Test
    @Order(4)
    void everyCopyOfTheTestkitSharesTheServers() throws Exception {
        var jvm = ClassLoader.getSystemClassLoader().loadClass(EmbeddedKafka.class.getName());
        assertThat(jvm.getMethod("bootstrapServers").invoke(null)).isEqualTo(EmbeddedKafka.bootstrapServers());
        assertThat(TestTokens.publicKey()).isEqualTo(config("quarkus.oidc.public-key"));
    }

    private static Connection connect() throws SQLException {
        String url = config("quarkus.datasource.jdbc.url");
        String address = url.substring("jdbc:postgresql://127.0.0.1:".length());
        int slash = address.indexOf('/');
        int port = Integer.parseInt(address.substring(0, slash));
        return new EmbeddedPostgres.Database(address.substring(slash + 1), port).connect("test");
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
