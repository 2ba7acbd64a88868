package io.kyozo.testkit;

import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same two servers from images, for {@code mvn verify -Pcontainers}: where a registry answers, the tests can so be run
 * against exactly the versions that production uses. Testcontainers removes them when the JVM ends.
 */
final class ContainerServers {
    private static final String POSTGRES_IMAGE = System.getProperty("kyozo.test.postgres-image", "postgres:17");
    private static final String KAFKA_IMAGE = System.getProperty("kyozo.test.kafka-image", "apache/kafka:4.1.1");

    private ContainerServers() {}

    /** Whether the servers are to come from images. */
    static boolean wanted() {
        return "containers".equals(System.getProperty("kyozo.test.servers"));
    }

    /** Starts PostgreSQL with {@code superuser}, {@code password} and room for many test applications; its port on this host. */
    @SuppressWarnings("resource") // lives as long as the JVM
    static int startPostgres(String superuser, String password) {
        PostgreSQLContainer server = new PostgreSQLContainer(
                        DockerImageName.parse(POSTGRES_IMAGE).asCompatibleSubstituteFor("postgres"))
                .withUsername(superuser)
                .withPassword(password)
                .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
        server.waitingFor(Wait.forListeningPort());
        server.start();
        return server.getFirstMappedPort();
    }

    /** Starts a Kafka broker; its bootstrap address. */
    @SuppressWarnings("resource") // lives as long as the JVM
    static String startKafka() {
        KafkaContainer broker =
                new KafkaContainer(DockerImageName.parse(KAFKA_IMAGE).asCompatibleSubstituteFor("apache/kafka"));
        broker.start();
        return broker.getBootstrapServers();
    }
}
