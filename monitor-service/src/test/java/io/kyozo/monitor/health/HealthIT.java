package io.kyozo.monitor.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.FakeRuntime;
import io.kyozo.monitor.Probed;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class HealthIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    FakeRuntime runtime;

    private final Deployed deployed = new Deployed();
    private final Probed probed = new Probed();

    @AfterEach
    void close() {
        // What is still being probed must not run on into the next test.
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> status() == null);
        probed.close();
        runtime.containers.clear();
        runtime.away = false;
    }

    @Test
    void aDeployedServiceIsProbedAtOnceAndFollowed() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(
                InstanceState.RUNNING, Deployed.http("/healthz"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        probed.status = 500;
        awaitStatus("UNHEALTHY");
        assertThat(attribute("reason")).isEqualTo("GET /healthz answered 500");
        probed.status = 200;
        awaitStatus("HEALTHY");
        List<String> events = get("/api/v1/health-checks/" + deployed.service + "/events")
                .getList("data.attributes.to", String.class);
        assertThat(events).containsExactly("HEALTHY", "UNHEALTHY", "HEALTHY");
        await().atMost(LONG).until(() -> sent().size() == 3);
        assertThat(sent())
                .containsExactly(
                        "UNKNOWN>HEALTHY#1 corr-1", "HEALTHY>UNHEALTHY#2 corr-1", "UNHEALTHY>HEALTHY#3 corr-1");
    }

    @Test
    void aVanishedContainerIsAState() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, null, Deployed.instance("c1", null)));
        awaitStatus("HEALTHY");
        runtime.away = true;
        assertThat(status()).isEqualTo("HEALTHY");
        runtime.away = false;
        runtime.containers.put("c1", ContainerInfo.State.EXITED);
        awaitStatus("UNHEALTHY");
        assertThat(attribute("reason")).isEqualTo("its container has ended with exit code 3");
        runtime.containers.remove("c1");
        awaitStatus("GONE");
    }

    @Test
    void aNewReplicaTakesOverAndTheOldOneIsAskedNoMore() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        runtime.containers.put("c2", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        try (Probed next = new Probed()) {
            Deployed.send(
                    deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c2", next.port())));
            await().atMost(LONG).until(() -> next.requests.get() > 1);
            int before = probed.requests.get();
            int seen = next.requests.get();
            await().atMost(LONG).until(() -> next.requests.get() > seen + 2);
            assertThat(probed.requests.get()).isEqualTo(before);
            assertThat(status()).isEqualTo("HEALTHY");
        }
    }

    @Test
    void aServiceStoppedOnPurposeIsNotIll() {
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        Deployed.send(deployed.says(InstanceState.STOPPED, Deployed.http("/")));
        awaitStatus("UNKNOWN");
        assertThat(attribute("reason")).isEqualTo("it is not probed while it is stopped");
    }

    @Test
    void aServiceThatWasRemovedAndIsDeployedAgainIsJudgedAgain() {
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> status() == null);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c2", probed.port())));
        awaitStatus("HEALTHY");
        assertThat(get("/api/v1/health-checks/" + deployed.service + "/events")
                        .getList("data.attributes.sequence", Long.class))
                .containsExactly(2L, 1L);
    }

    @Test
    void anOldPictureNeverOverwritesANewerOne() {
        var old = deployed.says(InstanceState.STOPPED, Deployed.http("/"));
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        Deployed.send(old);
        int seen = probed.requests.get();
        await().atMost(LONG).until(() -> probed.requests.get() > seen + 3);
        assertThat(status()).isEqualTo("HEALTHY");
    }

    @Test
    void whatStaysIllRaisesOneAlertThatEndsWithIt() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        probed.status = 503;
        await().atMost(LONG)
                .until(() -> get("/api/v1/health-alerts?filter[open]=true")
                                .getList("data")
                                .size()
                        == 1);
        probed.status = 200;
        await().atMost(LONG)
                .until(() -> get("/api/v1/health-alerts?filter[open]=true")
                        .getList("data")
                        .isEmpty());
        assertThat(get("/api/v1/health-alerts").getList("data")).hasSize(1);
    }

    @Test
    void whatItNeedsIsToBlameAndRaisesTheOnlyAlert() {
        UUID database = UUID.randomUUID();
        runtime.containers.put("c-web", ContainerInfo.State.RUNNING);
        runtime.containers.put("c-postgres", ContainerInfo.State.RUNNING);
        try (Probed other = new Probed()) {
            Deployed.send(deployed.says(List.of(
                    service(deployed.service, "web", List.of("postgres"), probed.port()),
                    service(database, "postgres", List.of(), other.port()))));
            awaitStatus("HEALTHY");
            probed.status = 503;
            other.status = 503;
            await().atMost(LONG).until(() -> !open().isEmpty());
            awaitStatus("UNHEALTHY");
            assertThat(open()).containsExactly("postgres");
            other.status = 200;
            // Its cause is gone, and it is still ill: now it is its own.
            await().atMost(LONG).until(() -> open().equals(List.of("web")));
        }
    }

    @Test
    void aServiceThatRunsAndDoesNotServeIsStartedAnew() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        probed.status = 503;
        await().atMost(Duration.ofSeconds(40)).until(() -> asked().equals(List.of("RESTART monitor")));
    }

    @Test
    void isCheckedAtOnceAndAsPeopleWantIt() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        String path = "/api/v1/probe-settings/" + deployed.service;
        String settings = "{\"data\":{\"type\":\"probe-settings\",\"attributes\":{\"kind\":\"COMMAND\","
                + "\"command\":[\"true\"],\"interval\":\"PT1H\"}}}";
        put("viewer", path, settings).statusCode(403);
        put("operator", path, settings.replace("PT1H", "PT1S")).statusCode(400);
        put("operator", path, settings).statusCode(200);
        long from = System.nanoTime();
        String reason = given().auth()
                .oauth2(TestTokens.token(deployed.team, "operator"))
                .post("/api/v1/health-checks/" + deployed.service + "/check")
                .then()
                .statusCode(200)
                .extract()
                .path("data.attributes.reason");
        assertThat(reason).isEqualTo("its command ended with 0");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        assertThat(get("/api/v1/service-objectives/" + deployed.service).getDouble("data.attributes.availability"))
                .isEqualTo(1);
    }

    @Test
    void allOfAWorkspaceAreCheckedAtOnce() {
        runtime.containers.put("c-web", ContainerInfo.State.RUNNING);
        runtime.containers.put("c-api", ContainerInfo.State.RUNNING);
        try (Probed api = new Probed()) {
            Deployed.send(deployed.says(List.of(
                    service(deployed.service, "web", List.of(), probed.port()),
                    service(UUID.randomUUID(), "api", List.of(), api.port()))));
            awaitStatus("HEALTHY");
            put("operator", "/api/v1/probe-settings/" + deployed.service, """
                    {"data":{"type":"probe-settings","attributes":{"interval":"PT1H"}}}
                    """).statusCode(200);
            probed.status = 500;
            var checked = given().auth()
                    .oauth2(TestTokens.token(deployed.team, "operator"))
                    .post("/api/v1/health-checks/check?filter[workspace]=" + deployed.workspace)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(checked.getList("data.attributes.service", String.class))
                    .containsExactlyInAnyOrder("web", "api");
            assertThat(checked.getList("data.attributes.reason", String.class))
                    .containsExactlyInAnyOrder("GET / answered 500", "GET / answered 200");
        }
        given().auth()
                .oauth2(TestTokens.token(UUID.randomUUID(), "operator"))
                .post("/api/v1/health-checks/check?filter[workspace]=" + deployed.workspace)
                .then()
                .statusCode(404);
    }

    @Test
    void whoAsksForACheckIsAnsweredHoweverSlowTheServiceIs() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        put("operator", "/api/v1/probe-settings/" + deployed.service, """
                {"data":{"type":"probe-settings","attributes":{"interval":"PT1H","timeout":"PT30S"}}}
                """).statusCode(200);
        probed.slowness = Duration.ofSeconds(7);
        long from = System.nanoTime();
        given().auth()
                .oauth2(TestTokens.token(deployed.team, "operator"))
                .post("/api/v1/health-checks/" + deployed.service + "/check")
                .then()
                .statusCode(200);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        // The round that nobody waits for is judged all the same.
        await().atMost(LONG).until(() -> String.valueOf(attribute("reason")).contains("after 7"));
    }

    private static ServiceState service(UUID id, String name, List<String> needs, int port) {
        return new ServiceState(
                id,
                name,
                "web",
                InstanceState.RUNNING,
                null,
                Deployed.http("/"),
                List.of(Deployed.instance("c-" + name, port)),
                needs);
    }

    private List<String> open() {
        return get("/api/v1/health-alerts?filter[open]=true").getList("data.attributes.service");
    }

    private ValidatableResponse put(String role, String path, String body) {
        return given().auth()
                .oauth2(TestTokens.token(deployed.team, role))
                .contentType("application/json")
                .body(body)
                .put(path)
                .then();
    }

    private List<String> asked() {
        return transactions.query("""
                        select cast(data as json)->>'action' as action, cast(data as json)->>'actor' as actor
                          from outbox where subject = $1 order by position
                        """, deployed.workspace).await().atMost(LONG).stream()
                .map(row -> row.getString("action") + " " + row.getString("actor"))
                .toList();
    }

    @Test
    void anotherTeamSeesNothing() {
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        String other = TestTokens.token(UUID.randomUUID(), "admin");
        given().auth()
                .oauth2(other)
                .get("/api/v1/health-checks/" + deployed.service)
                .then()
                .statusCode(404);
        assertThat(given().auth()
                        .oauth2(other)
                        .get("/api/v1/health-checks")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        assertThat(given().auth()
                        .oauth2(other)
                        .get("/api/v1/health-checks/" + deployed.service + "/events")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
        given().get("/api/v1/health-checks").then().statusCode(401);
    }

    private void awaitStatus(String wanted) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> wanted.equals(status()));
    }

    private String status() {
        return attribute("status");
    }

    private String attribute(String name) {
        var response = given().auth().oauth2(token()).get("/api/v1/health-checks/" + deployed.service);
        return response.statusCode() == 404 ? null : response.jsonPath().getString("data.attributes." + name);
    }

    private JsonPath get(String path) {
        return given().auth()
                .oauth2(token())
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String token() {
        return TestTokens.token(deployed.team, "viewer");
    }

    private List<String> sent() {
        return transactions.query("""
                        select cast(data as json)->>'from' as a, cast(data as json)->>'to' as b, sequence, correlation_id
                          from outbox where subject = $1 and sent_at is not null order by position
                        """, deployed.service).await().atMost(LONG).stream()
                .map(row -> row.getString("a") + ">" + row.getString("b") + "#" + row.getLong("sequence") + " "
                        + row.getString("correlation_id"))
                .toList();
    }
}
