package io.kyozo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.process.ProcessContainerRuntime;
import io.kyozo.runtime.process.ProcessSettings;
import io.kyozo.testkit.EmbeddedKafka;
import io.kyozo.testkit.EmbeddedPostgres;
import io.kyozo.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed while it samples; another instance of it goes on. */
@EnabledOnOs(OS.LINUX)
class KilledServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int INTERVAL = 5;
    private static final String CONTAINER = "killed-service-it";

    @TempDir
    Path work;

    private final EmbeddedPostgres.Database database = EmbeddedPostgres.freshDatabase("metrics");
    private final List<Process> services = new ArrayList<>();
    private ProcessContainerRuntime runtime;

    @BeforeEach
    void run() throws IOException {
        runtime = new ProcessContainerRuntime(ProcessSettings.at(work.resolve("runtime")));
        Path folder = Files.createDirectories(work.resolve("folder"));
        String image = CONTAINER + ":1";
        var built = runtime.build(
                        new BuildSpec(
                                image,
                                Map.of(),
                                folder,
                                "",
                                "",
                                ".",
                                List.of(),
                                "",
                                Map.of(),
                                null,
                                ResourceLimits.NONE,
                                PATIENCE),
                        line -> {})
                .await()
                .atMost(PATIENCE);
        var created = runtime.create(new ContainerSpec(
                        CONTAINER,
                        built.name(),
                        Map.of(),
                        List.of("sleep", "600"),
                        ".",
                        Map.of(),
                        null,
                        "",
                        List.of(),
                        List.of(),
                        new ResourceLimits(128L << 20, 1, 64),
                        false,
                        5))
                .await()
                .atMost(PATIENCE);
        assertThat(runtime.start(created.name()).await().atMost(PATIENCE).pid()).isPositive();
    }

    @AfterEach
    void end() throws Exception {
        services.forEach(Process::destroyForcibly);
        runtime.remove(CONTAINER).await().atMost(PATIENCE);
        runtime.close();
    }

    private Process started(String name) throws IOException {
        Path log = work.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        Process service = builder.start();
        services.add(service);
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("started in"));
        return service;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_PORT", "0"),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", EmbeddedPostgres.role("metrics")),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", EmbeddedPostgres.PASSWORD),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", EmbeddedKafka.bootstrapServers()),
                Map.entry("QUARKUS_OIDC_PUBLIC_KEY", TestTokens.publicKey()),
                Map.entry("KYOZO_STORAGE_PATH", work.resolve("storage").toString()),
                Map.entry("KYOZO_RUNTIME_KIND", "process"),
                Map.entry("KYOZO_RUNTIME_PROCESS_ALLOWED", "true"),
                Map.entry("KYOZO_RUNTIME_PROCESS_PATH", work.resolve("runtime").toString()),
                Map.entry("KYOZO_METRICS_SERIES_INTERVAL", INTERVAL + "s"));
    }

    private double number(String sql) throws SQLException {
        try (Connection connection = database.connect("metrics");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getDouble(1);
        }
    }

    private void target() throws SQLException {
        UUID service = Uuid7.next();
        try (Connection connection = database.connect("metrics");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into service (id, team_id, workspace_id, name) values ('" + service + "', '"
                    + service + "', '" + service + "', 'web')");
            statement.execute("insert into target (instance_id, service_id, workspace_id, container_id, runtime)"
                    + " values ('" + Uuid7.next() + "', '" + service + "', '" + service + "', '" + CONTAINER
                    + "', 'process')");
        }
    }

    private void awaitSamples(double count) {
        await().atMost(PATIENCE).until(() -> number("select count(*) from sample where vals[1] is not null") >= count);
    }

    @Test
    void anotherInstanceGoesOnBeforeTwoIntervalsHavePassed() throws Exception {
        Process first = started("first");
        target();
        awaitSamples(1);
        started("second");
        double before = number("select count(*) from sample where vals[1] is not null");
        awaitSamples(before + 1);
        first.destroyForcibly();
        awaitSamples(before + 3);
        String gaps = " (extract(epoch from at - lag(at) over (order by at)))::float8 as gap from sample"
                + " where vals[1] is not null";
        assertThat(number("select max(gap) from (select" + gaps + ") g")).isLessThan(2 * INTERVAL);
        assertThat(number("select min(gap) from (select" + gaps + ") g")).isGreaterThan(0.5);
        assertThat(number("select count(distinct holder) from collector")).isEqualTo(1);
    }
}
