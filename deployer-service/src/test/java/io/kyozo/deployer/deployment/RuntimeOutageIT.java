package io.kyozo.deployer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.testkit.TestTokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine that is away while somebody deploys. */
@DeployerTest
class RuntimeOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        FakeGateway.clear();
    }

    @AfterEach
    void comeBack() {
        runtime.away(false);
    }

    @Test
    void aDeploymentSaysThatItWaitsAndGoesOnWhenTheRuntimeIsBack() throws IOException {
        runtime.away(true);
        Deployment waiting = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bench.find(waiting.id()).message(), said -> said.contains("the runtime is away"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.data.circuit", hasItem("open"))
                .body("checks.data.reachable", hasItem(false));

        runtime.away(false);
        assertThat(bench.settled(waiting).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.count(
                        "select attempt::bigint from job_history where type = 'deployment.run-deployment'"
                                + " and args ->> 'deploymentId' = $1",
                        waiting.id().toString()))
                .as("waiting uses up no attempt")
                .isEqualTo(1);
    }

    @Test
    void aPlanSaysThatTheRuntimeIsAway() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        runtime.away(true);
        var attributes = Map.of("workspaceId", place.workspace().toString(), "action", "restart");
        given().auth()
                .oauth2(TestTokens.token(place.team(), "operator"))
                .contentType("application/vnd.api+json")
                .body(Map.of("data", Map.of("type", "plans", "attributes", attributes)))
                .post("/api/v1/plans")
                .then()
                .statusCode(200)
                .body("data.attributes.valid", equalTo(false))
                .body("data.attributes.problems.code", hasItem("runtime-away"));
    }
}
