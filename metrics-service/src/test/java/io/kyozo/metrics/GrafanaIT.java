package io.kyozo.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.testing.CountingRuntime;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Grafana's data source asks, in the forms in which it does. Grafana itself is not run. */
@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class GrafanaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path DASHBOARDS = Path.of("../deploy/observability/grafana");
    /** What a replica of the tests has. */
    private static final List<String> MEASURED = List.of("CPU, cores", "Memory", "Memory of its limit");

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    CountingRuntime runtime;

    private final Deployed deployed = Deployed.fresh();

    private RequestSpecification asked() {
        return given().auth().oauth2(TestTokens.token(deployed.team(), "viewer"));
    }

    private void runs() {
        runtime.uses("a", 100);
        transactions
                .inTransaction(tx -> outbox.append(tx, deployed.event(Instant.now(), "a")))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> asked().formParam("query", "kyozo_service_cpu")
                        .post("/prometheus/api/v1/query")
                        .then()
                        .body("data.result", hasSize(1)));
    }

    private record Panel(String title, String query) {}

    private static List<Panel> panels(String dashboard) throws IOException {
        List<Panel> panels = new ArrayList<>();
        for (Object panel : new JsonObject(Files.readString(DASHBOARDS.resolve(dashboard))).getJsonArray("panels")) {
            for (Object target : ((JsonObject) panel).getJsonArray("targets")) {
                String query = ((JsonObject) target)
                        .getString("expr")
                        .replace("$__rate_interval", "1m")
                        .replaceAll("\\$\\w+", ".*");
                panels.add(new Panel(((JsonObject) panel).getString("title"), query));
            }
        }
        return panels;
    }

    @Test
    void eachPanelOfTheDashboardsIsAnswered() throws IOException {
        runs();
        long now = Instant.now().getEpochSecond();
        List<Panel> panels = new ArrayList<>(panels("services.json"));
        panels.addAll(panels("jobs.json"));
        assertThat(panels).hasSizeGreaterThan(30);
        for (Panel panel : panels) {
            List<Object> result = asked().formParam("query", panel.query())
                    .formParam("start", now - 60)
                    .formParam("end", now + 15)
                    .formParam("step", 15)
                    .post("/prometheus/api/v1/query_range")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("success"))
                    .extract()
                    .path("data.result");
            if (panel.query().contains("kyozo_service_") && MEASURED.contains(panel.title())) {
                assertThat(result).as(panel.toString()).hasSize(1);
            }
        }
    }

    @Test
    void variablesAndCompletionsAreAnsweredByBothMethods() {
        runs();
        asked().queryParam("match[]", "kyozo_service_cpu{service=~\".*\"}")
                .get("/prometheus/api/v1/label/service/values")
                .then()
                .body("data", contains("api"));
        asked().formParam("match[]", "kyozo_service_cpu", "kyozo_service_memory")
                .post("/prometheus/api/v1/series")
                .then()
                .body("data.__name__", hasItems("kyozo_service_cpu", "kyozo_service_memory"))
                .body("data", hasSize(2));
        asked().formParam("match[]", "kyozo_service_cpu")
                .post("/prometheus/api/v1/labels")
                .then()
                .body("data", contains("__name__", "instance", "service", "service_id", "workspace_id"));
        asked().get("/prometheus/api/v1/metadata").then().body("data.kyozo_service_cpu[0].type", equalTo("gauge"));
        asked().get("/prometheus/api/v1/status/buildinfo").then().body("status", equalTo("success"));
    }

    @Test
    void nowIsComparedWithAnEarlierTimeAndTheHighestAreChosenInTime() {
        runs();
        asked().formParam("query", "kyozo_service_memory / (kyozo_service_memory offset 1w or kyozo_service_memory)")
                .post("/prometheus/api/v1/query")
                .then()
                .body("data.result[0].value[1]", equalTo("1"));
        long now = Instant.now().getEpochSecond();
        asked().formParam("query", "topk(1, sum by (service) (avg_over_time(kyozo_service_memory[1m])))")
                .formParam("start", now - 5)
                .formParam("end", now + 1)
                .formParam("step", 1)
                .post("/prometheus/api/v1/query_range")
                .then()
                .body("data.resultType", equalTo("matrix"))
                .body("data.result[0].metric.service", equalTo("api"));
    }
}
