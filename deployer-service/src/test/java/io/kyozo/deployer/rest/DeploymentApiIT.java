package io.kyozo.deployer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.HostCapacity;
import io.kyozo.testkit.TestTokens;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DeployerTest
class DeploymentApiIT {
    private static final String API = "/api/v1/";
    private static final String JSON_API = "application/vnd.api+json";

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    private final Place place = Place.fresh();
    private Deployment live;

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        live = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
    }

    private RequestSpecification as(UUID team, String role) {
        return given().auth().oauth2(TestTokens.token(team, role)).contentType(JSON_API);
    }

    private RequestSpecification operator() {
        return as(place.team(), "operator");
    }

    private static Map<String, Object> wish(UUID workspace, String action, Map<String, Object> more) {
        var attributes = new HashMap<String, Object>(more);
        attributes.put("workspaceId", workspace.toString());
        attributes.put("action", action);
        return Map.of("data", Map.of("type", "deployments", "attributes", attributes));
    }

    @Test
    void showsADeploymentWithItsServices() {
        operator()
                .get(API + "deployments/" + live.id())
                .then()
                .statusCode(200)
                .body("data.attributes.state", equalTo("live"))
                .body("data.attributes.progress", equalTo(100))
                .body("data.attributes.services[0].name", equalTo("web"))
                .body("data.attributes.services[0].state", equalTo("running"))
                .body("data.attributes.services[0].url", equalTo("http://web." + place.name() + ".localhost:8080"));
        operator()
                .get(API + "deployments?filter[revision]=" + live.request().revisionId())
                .then()
                .statusCode(200)
                .body("data.id", contains(live.id().toString()));
    }

    @Test
    void showsAuditTrailAndLog() {
        operator()
                .get(API + "deployments/" + live.id() + "/events")
                .then()
                .statusCode(200)
                .body("data[0].attributes.seq", equalTo(1))
                .body("data.attributes.to", hasItem("live"));
        operator()
                .get(API + "deployments/" + live.id() + "/logs?filter[after]=1")
                .then()
                .statusCode(200)
                .body("data[0].attributes.n", equalTo(2))
                .body("data", hasSize(greaterThan(3)));
    }

    @Test
    void takesWishesInAnySpelling() {
        String id = operator()
                .body(wish(place.workspace(), "scale", Map.of("services", List.of("web"), "replicas", 2)))
                .post(API + "deployments")
                .then()
                .statusCode(202)
                .body("data.attributes.action", equalTo("scale"))
                .extract()
                .path("data.id");
        assertThat(bench.settled(bench.find(UUID.fromString(id))).state().name())
                .isEqualTo("LIVE");
        operator()
                .body(wish(place.workspace(), "rollback", Map.of()))
                .post(API + "deployments")
                .then()
                .statusCode(409)
                .body("detail", containsString("no earlier release"));
        operator()
                .body(wish(
                        place.workspace(),
                        "rollback",
                        Map.of("revisionId", Uuid7.next().toString())))
                .post(API + "deployments")
                .then()
                .statusCode(409)
                .body("detail", containsString("no release of this revision"));
        operator()
                .body(wish(place.workspace(), "depoly", Map.of()))
                .post(API + "deployments")
                .then()
                .statusCode(400)
                .body("detail", containsString("Did you mean \"deploy\"?"));
    }

    /** It takes the data in volumes with it. */
    @Test
    void removesOnlyWhatIsConfirmed() {
        for (Map<String, Object> unsure : List.of(Map.<String, Object>of(), Map.<String, Object>of("confirm", "web"))) {
            operator()
                    .body(wish(place.workspace(), "remove", unsure))
                    .post(API + "deployments")
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("must be the workspace's name, " + place.name()));
        }
        assertThat(bench.replicas(place)).hasSize(1);
        String id = operator()
                .body(wish(place.workspace(), "remove", Map.of("confirm", place.name())))
                .post(API + "deployments")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
        assertThat(bench.settled(bench.find(UUID.fromString(id))).state().name())
                .isEqualTo("LIVE");
        assertThat(bench.replicas(place)).isEmpty();
    }

    @Test
    void showsNothingToOtherTeams() {
        UUID stranger = UUID.randomUUID();
        String service = operator().get(API + "services").then().extract().path("data[0].id");
        for (String path : new String[] {
            "deployments/" + live.id(),
            "deployments/" + live.id() + "/events",
            "deployments/" + live.id() + "/logs",
            "services/" + service,
            "services/" + service + "/logs"
        }) {
            as(stranger, "admin").get(API + path).then().statusCode(404);
        }
        as(stranger, "admin").get(API + "deployments").then().statusCode(200).body("data", hasSize(0));
        as(stranger, "admin").get(API + "services").then().statusCode(200).body("data", hasSize(0));
        as(stranger, "admin")
                .post(API + "deployments/" + live.id() + "/cancel")
                .then()
                .statusCode(404);
        as(stranger, "admin")
                .body(wish(place.workspace(), "stop", Map.of()))
                .post(API + "deployments")
                .then()
                .statusCode(404);
    }

    @Test
    void letsViewersOnlyLook() {
        as(place.team(), "viewer").get(API + "deployments").then().statusCode(200);
        as(place.team(), "viewer")
                .body(wish(place.workspace(), "stop", Map.of()))
                .post(API + "deployments")
                .then()
                .statusCode(403);
        given().get(API + "deployments").then().statusCode(401);
    }

    @Test
    void streamsWhatAServicePrinted() {
        String service = operator().get(API + "services").then().extract().path("data[0].id");
        String lines = operator()
                .accept("*/*")
                .get(API + "services/" + service + "/logs?tail=10")
                .then()
                .statusCode(200)
                .contentType(containsString("application/x-ndjson"))
                .extract()
                .asString();
        assertThat(lines.strip().split("\n")).hasSize(2).allMatch(line -> line.contains("\"text\""));
    }

    @Test
    void refusesToCallOffWhatIsDone() {
        operator().post(API + "deployments/" + live.id() + "/cancel").then().statusCode(409);
    }

    @Test
    void callsOffADeploymentThatBuilds() throws IOException {
        runtime.buildTime(Duration.ofSeconds(10));
        Deployment second = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        operator().post(API + "deployments/" + second.id() + "/cancel").then().statusCode(200);
        assertThat(bench.settled(second).state().name()).isEqualTo("CANCELLED");
        assertThat(bench.replicas(place)).hasSize(1);
    }

    @Test
    void tellsServicesTheVariablesThatPeopleGive() throws IOException {
        var required = List.of(new ServiceSpec.EnvVar("STRIPE_KEY", null, true, true, List.of()));
        var api = Topologies.service("api", ServiceKind.API, "v1", "PORT", required);
        Deployment refused = bench.run(place, bench.wish(place, Topologies.of(api), "two"));
        assertThat(refused.failure()).contains("STRIPE_KEY has no value");

        Map<String, Object> given = Map.of(
                "workspaceId",
                place.workspace().toString(),
                "service",
                "api",
                "name",
                "STRIPE_KEY",
                "value",
                "sk_live_1");
        operator()
                .body(Map.of("data", Map.of("type", "variables", "attributes", given)))
                .put(API + "variables")
                .then()
                .statusCode(200)
                .body("data.attributes.version", equalTo(1))
                .body(not(containsString("sk_live_1")));
        bench.live(place, bench.wish(place, Topologies.of(api), "two"));

        assertThat(runtime.env("-api-")).containsEntry("STRIPE_KEY", "sk_live_1");
        as(UUID.randomUUID(), "admin")
                .get(API + "variables")
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
    }

    @Test
    void showsAPlanBeforeItIsRun() throws IOException {
        var stack = Topologies.of(
                List.of(Topologies.web("web", "v2"), Topologies.web("api", "v1"), Topologies.postgres()),
                List.of(
                        Topologies.edge("web", "api", "http", "API_URL"),
                        Topologies.edge("api", "postgres", "postgres", "DATABASE_URL")));
        Deployment second = bench.live(place, bench.wish(place, stack, "two"));
        Set<String> before = runtime.containerNames();
        operator()
                .body(plan(
                        "deploy",
                        Map.of("revisionId", live.request().revisionId().toString())))
                .post(API + "plans")
                .then()
                .statusCode(200)
                .body("data.attributes.valid", equalTo(true))
                .body("data.attributes.services.service", contains("web", "api", "postgres"))
                .body("data.attributes.services.effect", contains("replace", "remove", "remove"))
                .body("data.attributes.services[0].changes", hasItem("variables API_URL"))
                .body("data.attributes.services[0].builds", equalTo(false))
                .body("data.attributes.services[1].secrets", contains("DATABASE_URL"));
        assertThat(runtime.containerNames()).isEqualTo(before);
        assertThat(bench.find(second.id()).state().name()).isEqualTo("LIVE");
        as(UUID.randomUUID(), "admin")
                .body(plan("deploy", Map.of()))
                .post(API + "plans")
                .then()
                .statusCode(404);
    }

    @Test
    void tellsInAPlanAllThatIsWrongEachWithItsMend() throws IOException {
        var required = List.of(new ServiceSpec.EnvVar("STRIPE_KEY", null, true, true, List.of()));
        var wish = bench.wish(
                place, Topologies.of(Topologies.service("api", ServiceKind.API, "v1", "PORT", required)), "two");
        bench.run(place, wish);
        runtime.capacity(new HostCapacity(64 << 20, 2, 1 << 20));
        operator()
                .body(plan("deploy", Map.of("revisionId", wish.revisionId().toString())))
                .post(API + "plans")
                .then()
                .statusCode(200)
                .body("data.attributes.valid", equalTo(false))
                .body("data.attributes.problems", hasSize(3))
                .body("data.attributes.problems.problem", hasItem("the secret STRIPE_KEY has no value"))
                .body("data.attributes.problems.code", hasItem("variable-missing"))
                .body("data.attributes.problems.mend", hasItem("lower the limit, or run it on a larger host"));
    }

    @Test
    void givesTheSameNameToTwoTeamsUnderTwoAddresses() throws IOException {
        Place other = new Place(UUID.randomUUID(), Uuid7.next(), place.name());
        bench.live(other, bench.wish(other, Topologies.of(Topologies.web("web", "v1")), "one"));
        String url = as(other.team(), "viewer")
                .get(API + "services")
                .then()
                .extract()
                .path("data[0].attributes.url");
        assertThat(url).matches("http://web\\." + place.name() + "-[0-9a-f]{6}\\.localhost:8080");
        bench.live(other, bench.wish(other, Topologies.of(Topologies.web("web", "v2")), "two"));
        as(other.team(), "viewer").get(API + "services").then().body("data[0].attributes.url", equalTo(url));
        operator()
                .get(API + "services")
                .then()
                .body("data[0].attributes.url", equalTo("http://web." + place.name() + ".localhost:8080"));
    }

    private Map<String, Object> plan(String action, Map<String, Object> more) {
        var attributes = new HashMap<String, Object>(more);
        attributes.put("workspaceId", place.workspace().toString());
        attributes.put("action", action);
        return Map.of("data", Map.of("type", "plans", "attributes", attributes));
    }

    @Test
    void tellsOfItsHealth() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("runtime"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("kyozo_"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/deployments"));
    }
}
