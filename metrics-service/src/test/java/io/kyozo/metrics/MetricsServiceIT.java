package io.kyozo.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.contracts.event.ProbeTimes.ReplicaTime;
import io.kyozo.messaging.Broadcast;
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
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class MetricsServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    Broadcast broadcast;

    @Inject
    CountingRuntime runtime;

    private final UUID team = Uuid7.next();
    private final UUID workspace = Uuid7.next();
    private final UUID service = Uuid7.next();

    @Test
    void samplesWhatADeploymentSaysIsRunning() {
        runtime.uses("a", 100);
        runtime.uses("b", 23);
        deployed(Instant.now(), "a", "b");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest("memory")).contains(123f));
        series("memory").body("data.attributes.unit", equalTo("bytes"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest("cpu"))
                        .hasValueSatisfying(cores -> assertThat(cores).isBetween(0.9f, 1.1f)));
    }

    /** The monitor says how long probes took. */
    @Test
    void probesTimesAreASeries() {
        runtime.uses("a", 1);
        deployed(Instant.now(), "a");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        UUID replica = transactions
                .query("select instance_id from target where service_id = $1", service)
                .await()
                .atMost(PATIENCE)
                .get(0)
                .getUUID(0);
        ProbeTimes times = new ProbeTimes(workspace, Instant.now(), List.of(new ReplicaTime(replica, 0.0042)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            broadcast
                    .say(Event.of(EventType.PROBE_TIMES, "monitor", workspace, team, "c", 1, times))
                    .await()
                    .atMost(PATIENCE);
            assertThat(latest("probe-time")).contains(0.0042f);
        });
        series("probe-time").body("data.attributes.unit", equalTo("s"));
    }

    @Test
    void anOlderEventThatComesLateChangesNothing() {
        runtime.uses("new", 50);
        runtime.uses("old", 9);
        Instant now = Instant.now();
        deployed(now, "new");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest("memory")).contains(50f));
        UUID older = deployed(now.minusSeconds(5), "old");
        await().atMost(PATIENCE).until(() -> count("select count(*) from inbox where event_id = '" + older + "'") == 1);
        assertThat(transactions
                        .query("select container_id from target where service_id = $1", service)
                        .await()
                        .atMost(PATIENCE))
                .singleElement()
                .satisfies(row -> assertThat(row.getString(0)).isEqualTo("new"));
    }

    @Test
    void aBrokenRuleRaisesOneAlertAndResolvesItWhenKeptAgain() {
        runtime.uses("hungry", 900);
        deployed(Instant.now(), "hungry");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        rule("memory", "500").statusCode(201);
        await().atMost(PATIENCE).until(() -> alerts("FIRING") == 1);
        runtime.uses("hungry", 100);
        await().atMost(PATIENCE).until(() -> alerts("RESOLVED") == 1);
        assertThat(alerts("FIRING")).isEqualTo(1);
    }

    @Test
    void aRuleOverATimeIsJudgedByWhatItsValuesComeTo() {
        runtime.uses("hungry", 900);
        deployed(Instant.now(), "hungry");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        rule("memory", "500, \"aggregate\": \"AVERAGE\"").statusCode(400).body("detail", containsString("window"));
        rule("memory", "500, \"aggregate\": \"AVERAGE\", \"window\": \"PT1S\"").statusCode(400);
        rule("memory", "500, \"aggregate\": \"median\", \"window\": \"PT10S\"").statusCode(400);
        Instant begun = Instant.now();
        rule("memory", "500, \"aggregate\": \"MIN\", \"window\": \"PT10S\"")
                .statusCode(201)
                .body("data.attributes.aggregate", equalTo("MIN"))
                .body("data.attributes.window", equalTo(10f));
        await().atMost(PATIENCE).until(() -> alerts("FIRING") == 1);
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(8));
    }

    @Test
    void takingARuleAwayResolvesItsAlert() {
        runtime.uses("hungry", 900);
        deployed(Instant.now(), "hungry");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        String id = rule("memory", "500").extract().path("data.id");
        await().atMost(PATIENCE).until(() -> alerts("FIRING") == 1);
        as(team).delete("/api/v1/threshold-rules/" + id).then().statusCode(204);
        as(team).get("/api/v1/threshold-rules").then().body("data", hasSize(0));
        await().atMost(PATIENCE).until(() -> alerts("RESOLVED") == 1);
    }

    @Test
    void anotherTeamsServiceIsAbsent() {
        runtime.uses("a", 1);
        deployed(Instant.now(), "a");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        as(Uuid7.next()).get("/api/v1/metrics/" + service).then().statusCode(404);
        given().get("/api/v1/metrics/" + service).then().statusCode(401);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(team).get("/api/v1/capacity")
                        .then()
                        .body("data.attributes.instances", equalTo(1))
                        .body("data.attributes.memoryBytes", equalTo(1)));
        as(Uuid7.next()).get("/api/v1/capacity").then().body("data.attributes.instances", equalTo(0));
    }

    @Test
    void seriesAreReadInPrometheusOwnWay() {
        runtime.uses("a", 100);
        runtime.uses("b", 23);
        deployed(Instant.now(), "a", "b");
        await().atMost(PATIENCE)
                .untilAsserted(() -> prometheus(team, "sum by (service) (kyozo_service_memory)")
                        .statusCode(200)
                        .body("data.result[0].metric.service", equalTo("api"))
                        .body("data.result[0].value[1]", equalTo("123")));
        prometheus(Uuid7.next(), "kyozo_service_memory").body("data.result", hasSize(0));
        prometheus(team, "sum(").statusCode(400).body("status", equalTo("error"));
        prometheus(team, "1 + 1").body("data.result[1]", equalTo("2"));
        given().get("/prometheus/api/v1/labels").then().statusCode(401);
        as(team).get("/prometheus/api/v1/label/service/values").then().body("data[0]", equalTo("api"));
        long now = Instant.now().getEpochSecond();
        as(team).formParam("query", "avg_over_time(kyozo_service_cpu[1m])")
                .formParam("start", now - 60)
                .formParam("end", now)
                .formParam("step", "15s")
                .post("/prometheus/api/v1/query_range")
                .then()
                .statusCode(200)
                .body("data.resultType", equalTo("matrix"));
    }

    private static ValidatableResponse prometheus(UUID team, String query) {
        return as(team).queryParam("query", query)
                .get("/prometheus/api/v1/query")
                .then();
    }

    /** The metrics that {@code deploy/observability/prometheus/metrics.rules.yaml} names. */
    @Test
    void theCollectionTellsOfItself() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("kyozo_metrics_rounds_pending"))
                .body(containsString("kyozo_metrics_rounds_lost_total"))
                .body(containsString("kyozo_metrics_replicas_silent"));
    }

    /** The database's clock was a day ahead when the holder, which is gone now, last took the lease. */
    @Test
    void aLeaseFromBeforeTheClockWasSetBackDoesNotLast() {
        int set = transactions
                .update("insert into collector values (true, 'gone', now() + interval '1 day') on conflict (only_one)"
                        + " do update set holder = excluded.holder, until = excluded.until")
                .await()
                .atMost(PATIENCE);
        assertThat(set).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> count("select count(*) from collector where holder <> 'gone'") == 1);
    }

    @Test
    void aServiceWithLittleDataHasAPlanThatSaysSo() {
        runtime.uses("a", 100);
        deployed(Instant.now(), "a");
        await().atMost(PATIENCE).untilAsserted(() -> series("memory").statusCode(200));
        as(team).get("/api/v1/capacity/" + service)
                .then()
                .statusCode(200)
                .body("data.attributes.outlooks", hasSize(0))
                .body("data.attributes.anomalies", hasSize(0));
        as(Uuid7.next()).get("/api/v1/capacity/" + service).then().statusCode(404);
    }

    @Test
    void aMistypedMetricIsCorrected() {
        series("memroy").statusCode(400).body("detail", containsString("Did you mean \"memory\"?"));
    }

    @Test
    void aRuleThatCannotHoldIsRefusedWithTheFieldAtFault() {
        rule("memory", "\"NaN\"").statusCode(400);
        rule("memroy", "1").statusCode(400).body("detail", containsString("Did you mean \"memory\"?"));
    }

    private UUID deployed(Instant at, String... containers) {
        Event<DeploymentChanged> event = new Deployed(team, workspace, service).event(at, containers);
        transactions.inTransaction(tx -> outbox.append(tx, event)).await().atMost(PATIENCE);
        return event.id();
    }

    private long alerts(String state) {
        return count("select count(*) from outbox where event_type = 'METRIC_ALERT' and data->>'state' = '" + state
                + "' and subject = '" + service + "'");
    }

    private long count(String sql) {
        return transactions.query(sql).await().atMost(PATIENCE).get(0).getLong(0);
    }

    private Optional<Float> latest(String metric) {
        List<Float> all = series(metric).statusCode(200).extract().path("data.attributes.points.last");
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private ValidatableResponse series(String metric) {
        return as(team).queryParam("metric", metric)
                .get("/api/v1/metrics/" + service)
                .then();
    }

    private ValidatableResponse rule(String metric, String threshold) {
        String body = """
            {"data":{"type":"threshold-rules","attributes":{"name":"too much","metric":"%s","comparison":"ABOVE",
             "threshold":%s,"hold":"PT0S"}}}\
            """.formatted(metric, threshold);
        return as(team).contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/threshold-rules")
                .then();
    }

    private static io.restassured.specification.RequestSpecification as(UUID team) {
        return given().auth().oauth2(TestTokens.token(team, "viewer", "operator"));
    }
}
