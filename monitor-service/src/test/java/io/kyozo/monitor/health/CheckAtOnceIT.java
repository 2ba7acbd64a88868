package io.kyozo.monitor.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.Probed;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A round of probes that somebody asks for. */
@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class CheckAtOnceIT extends WatchedService {
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
}
