package io.kyozo.deployer.secret;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.secret.app.SecretStore;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.seal.Keyring;
import io.kyozo.testkit.TestTokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret that is given, used and searched for: no table, answer, event, log line, label or image name has it. */
@DeployerTest
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String JSON_API = "application/vnd.api+json";

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    Transactions transactions;

    @Inject
    Secrets secrets;

    @Inject
    SecretStore store;

    private final Place place = Place.fresh();
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    private Deployment deployment;

    @BeforeEach
    void deployWithASecret() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        var attributes = Map.of(
                "workspaceId", place.workspace().toString(), "service", "web", "name", "API_KEY", "value", canary);
        given().auth()
                .oauth2(TestTokens.token(place.team(), "operator"))
                .contentType(JSON_API)
                .body(Map.of("data", Map.of("type", "variables", "attributes", attributes)))
                .put("/api/v1/variables")
                .then()
                .statusCode(200);
        deployment = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
    }

    @Test
    void isInNothingThatIsStored() {
        assertThat(secrets.open(place.workspace()).await().atMost(PATIENCE)).containsValue(canary);
        List<String> tables = texts("select table_name from information_schema.tables"
                + " where table_schema = current_schema() and table_type = 'BASE TABLE'");
        assertThat(tables).contains("secret", "variable", "deployment", "deployment_log", "outbox", "job_history");
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            // Names of our own schema's tables.
            if (bench.count("select count(*) from \"" + table + "\" t where t::text like $1", "%" + canary + "%") > 0) {
                found.add(table);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void isInNoAnswerAndOnNoLabel() {
        for (String path : List.of(
                "variables",
                "deployments",
                "deployments/" + deployment.id(),
                "deployments/" + deployment.id() + "/events",
                "deployments/" + deployment.id() + "/logs",
                "services",
                "services/" + bench.service(place, "web").id(),
                "logs?filter[workspace]=" + place.workspace(),
                "backups",
                "cleanup",
                "jobs",
                "workers/queue")) {
            String answer = given().auth()
                    .oauth2(TestTokens.token(place.team(), "admin"))
                    .accept(JSON_API)
                    .get("/api/v1/" + path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(answer).as(path).doesNotContain(canary);
        }
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .doesNotContain(canary);
        assertThat(plan()).contains("API_KEY").doesNotContain(canary);
        ContainerRuntime seen = runtime;
        assertThat(seen.list(Map.of(Labels.MANAGED, "local"))
                        .await()
                        .atMost(PATIENCE)
                        .toString())
                .contains("web")
                .doesNotContain(canary);
        assertThat(runtime.imageNames().toString()).doesNotContain(canary);
    }

    private String plan() {
        var attributes = Map.of(
                "workspaceId",
                place.workspace().toString(),
                "action",
                "deploy",
                "revisionId",
                deployment.request().revisionId().toString());
        return given().auth()
                .oauth2(TestTokens.token(place.team(), "operator"))
                .contentType(JSON_API)
                .body(Map.of("data", Map.of("type", "plans", "attributes", attributes)))
                .post("/api/v1/plans")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void isSealedAnewWithTheCurrentKey() {
        SecretStore.Owned given = store.all().await().atMost(PATIENCE).stream()
                .filter(owned -> owned.workspaceId().equals(place.workspace()))
                .findFirst()
                .orElseThrow();
        String context = place.workspace() + "/" + given.secret().service() + "/"
                + given.secret().name();
        byte[] old = new Keyring(FakeGateway.PREVIOUS_KEY, List.of()).seal(canary, context);
        assertThat(store.replace(given, old).await().atMost(PATIENCE)).isTrue();

        assertThat(secrets.open(place.workspace()).await().atMost(PATIENCE)).containsValue(canary);
        assertThat(secrets.reseal().await().atMost(PATIENCE)).isPositive();
        assertThat(secrets.reseal().await().atMost(PATIENCE)).isZero();
        assertThat(secrets.open(place.workspace()).await().atMost(PATIENCE)).containsValue(canary);
    }

    private List<String> texts(String query) {
        return transactions.query(query).await().atMost(PATIENCE).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
