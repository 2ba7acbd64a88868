package io.kyozo.monitor.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.FakeRuntime;
import io.kyozo.monitor.Probed;
import io.kyozo.testkit.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A service that the tests deploy and answer for, and what the monitor says of it. */
abstract class WatchedService {
    static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    FakeRuntime runtime;

    final Deployed deployed = new Deployed();
    final Probed probed = new Probed();

    @AfterEach
    void close() {
        // What is still being probed must not run on into the next test.
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> status() == null);
        probed.close();
        runtime.containers.clear();
        runtime.away = false;
    }

    static ServiceState service(UUID id, String name, List<String> needs, int port) {
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

    void awaitStatus(String wanted) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> wanted.equals(status()));
    }

    String status() {
        return attribute("status");
    }

    String attribute(String name) {
        var response = given().auth().oauth2(token()).get("/api/v1/health-checks/" + deployed.service);
        return response.statusCode() == 404 ? null : response.jsonPath().getString("data.attributes." + name);
    }

    JsonPath get(String path) {
        return given().auth()
                .oauth2(token())
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    ValidatableResponse put(String role, String path, String body) {
        return given().auth()
                .oauth2(TestTokens.token(deployed.team, role))
                .contentType("application/json")
                .body(body)
                .put(path)
                .then();
    }

    String token() {
        return TestTokens.token(deployed.team, "viewer");
    }
}
