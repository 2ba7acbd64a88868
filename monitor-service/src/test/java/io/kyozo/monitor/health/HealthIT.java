package io.kyozo.monitor.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.Probed;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class HealthIT extends WatchedService {
    @Inject
    Transactions transactions;

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

    private List<String> open() {
        return get("/api/v1/health-alerts?filter[open]=true").getList("data.attributes.service");
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
