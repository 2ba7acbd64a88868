package io.kyozo.jobs.cdi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the dashboard and the alerts name is there to be seen, and a failure of class system raises its alert. */
@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class JobMetricsIT {
    private static final Path OBSERVABILITY = Path.of("../../deploy/observability");
    private static final Pattern NAMED = Pattern.compile("\\b(kyozo_[a-z_]+|jvm_[a-z_]+|process_[a-z_]+)\\b");

    @Inject
    Jobs jobs;

    @Inject
    EchoHandler handler;

    @Inject
    JobTables tables;

    private UUID enqueue(String name) {
        return jobs.enqueue(JobRequest.of("test.echo", new TestArgs(name, 1)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    @Test
    void everyMetricOfTheDashboardAndTheAlertsIsExported() throws IOException {
        handler.on("fails", job -> Uni.createFrom().failure(new IllegalStateException("no")));
        tables.awaitState(enqueue("plain"), "completed");
        tables.awaitState(enqueue("fails"), "discarded");
        Set<String> named = named("grafana/jobs.json");
        named.addAll(named("prometheus/jobs.rules.yaml"));
        assertThat(named).hasSizeGreaterThan(15);
        // The health checks are looked at every ten seconds.
        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    private static Set<String> named(String file) throws IOException {
        return NAMED.matcher(Files.readString(OBSERVABILITY.resolve(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> exported() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    @Test
    void countsWhatEndedByStatusAndWhatFailedByKind() {
        handler.on(
                "invalid",
                job -> Uni.createFrom()
                        .failure(new JobFailedException(ErrorClass.VALIDATION, "there is no such folder")));
        double completed = value("kyozo_jobs_processed_total", "status=\"completed\"");
        double invalid = value("kyozo_jobs_failures_total", "error=\"VALIDATION\"");
        tables.awaitState(enqueue("plain"), "completed");
        tables.awaitState(enqueue("invalid"), "discarded");
        JobTables.await().untilAsserted(() -> {
            assertThat(value("kyozo_jobs_processed_total", "status=\"completed\""))
                    .isEqualTo(completed + 1);
            assertThat(value("kyozo_jobs_failures_total", "error=\"VALIDATION\""))
                    .isEqualTo(invalid + 1);
        });
    }

    private static double value(String metric, String tag) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line ->
                        line.startsWith(metric + "{") && line.contains(tag) && line.contains("type=\"test.echo\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void aSystemFailureRaisesAnAlertInHealthAndMetricsButLeavesTheServiceReady() {
        handler.on("ill", job -> Uni.createFrom().failure(new NoClassDefFoundError("gone")));
        tables.awaitState(enqueue("ill"), "discarded");
        JobTables.await().untilAsserted(() -> {
            JsonPath health = given().get("/q/health/well").jsonPath();
            assertThat(health.getString("checks.find { it.name == 'job-system-errors' }.status"))
                    .isEqualTo("DOWN");
            assertThat(health.getString("checks.find { it.name == 'job-system-errors' }.data.jobType"))
                    .isEqualTo("test.echo");
        });
        given().get("/health/ready").then().statusCode(200);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("kyozo_jobs_system_errors_total\\{[^}]*} [1-9]");
    }

    @Test
    void readinessTellsWhatWaitsRunsAndHasFailedInEachQueue() {
        JobTables.await().untilAsserted(() -> {
            JsonPath health = given().get("/health/ready").jsonPath();
            String queues = "checks.find { it.name == 'queues' }.data.";
            assertThat(health.getInt(queues + "'health.waiting'")).isZero();
            assertThat(health.getInt(queues + "'health.active'")).isZero();
            assertThat(health.getInt(queues + "'health.failed'")).isNotNegative();
            assertThat(health.getInt(queues + "responseMillis")).isNotNegative();
            assertThat(health.getString("checks.find { it.name == 'database' }.status"))
                    .isEqualTo("UP");
        });
    }
}
