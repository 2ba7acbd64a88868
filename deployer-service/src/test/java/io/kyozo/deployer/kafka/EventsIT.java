package io.kyozo.deployer.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.messaging.Outbox;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other services say is heard; our own outbox stands in for theirs. */
@DeployerTest
class EventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    Outbox outbox;

    @Inject
    Transactions transactions;

    @Inject
    WorkspaceStore workspaces;

    @Inject
    DeploymentStore deployments;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        FakeGateway.clear();
    }

    private <T> void say(EventType type, UUID subject, long sequence, T data) {
        var event = Event.of(type, "tester", subject, place.team(), "correlation-0002", sequence, data);
        transactions.inTransaction(tx -> outbox.append(tx, event)).await().atMost(PATIENCE);
    }

    private List<Deployment> all() {
        return deployments
                .page(new DeploymentStore.Selection(place.team(), place.workspace(), null), 10, null)
                .await()
                .atMost(PATIENCE);
    }

    private Deployment newest(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> all().size() == count);
        return bench.settled(all().get(0));
    }

    @Test
    void deploysWhatIsAskedForByAnEvent() throws IOException {
        DeployRequested wish = bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one");
        say(EventType.DEPLOY_REQUESTED, place.workspace(), 1, wish);

        Deployment deployment = newest(1);
        assertThat(deployment.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(deployment.correlationId()).isEqualTo("correlation-0002");
    }

    @Test
    void remembersTheRevisionThatWasAnalysedLast() {
        UUID revision = Uuid7.next();
        say(EventType.FOLDER_ANALYZED, place.workspace(), 1, analyzed(revision));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> workspaces
                        .find(place.team(), place.workspace())
                        .await()
                        .atMost(PATIENCE)
                        .isPresent());
        assertThat(workspaces
                        .find(place.team(), place.workspace())
                        .await()
                        .atMost(PATIENCE)
                        .orElseThrow()
                        .revisionId())
                .isEqualTo(revision);
    }

    private FolderAnalyzed analyzed(UUID revision) {
        String hash = "a".repeat(64);
        return new FolderAnalyzed(
                place.workspace(), place.name(), revision, hash, hash, Strategy.SINGLE_SERVICE, 0.9, List.of("web"));
    }

    @Test
    void rollsBackWhatTurnsUnhealthySoonAfterItWentLive() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Deployment second = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        sayUnhealthy(second);

        Deployment third = newest(3);
        assertThat(third.request().action()).isEqualTo(DeployRequested.Action.ROLL_BACK);
        assertThat(third.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.find(second.id()).state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(runtime.builds()).isEqualTo(2);
    }

    @Test
    void showsWhatAServiceShouldBeGiven() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        UUID service = bench.replicas(place).get(0).serviceId();
        shown("/" + service).body("data.attributes.recommendation", nullValue());

        say(EventType.RESIZE_ADVISED, service, 2, advice(service, 0.75));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> shown("/" + service)
                        .body("data.attributes.recommendation.cpuCores", equalTo(0.75f))
                        .body("data.attributes.recommendation.cpuCoresNow", equalTo(0.5f)));
        shown("").body("data[0].attributes.recommendation.memoryBytes", equalTo(512 << 20));

        say(EventType.RESIZE_ADVISED, service, 1, advice(service, 4));
        say(EventType.RESIZE_ADVISED, service, 3, advice(service, 0.25));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> shown("/" + service).body("data.attributes.recommendation.cpuCores", equalTo(0.25f)));
    }

    private ValidatableResponse shown(String path) {
        return given().auth()
                .oauth2(TestTokens.token(place.team(), "viewer"))
                .get("/api/v1/services" + path)
                .then()
                .statusCode(200);
    }

    private ResizeAdvised advice(UUID service, double cores) {
        Instant until = Instant.now();
        return new ResizeAdvised(
                service,
                "web",
                place.workspace(),
                1,
                cores,
                512 << 20,
                cores / 1.25,
                400 << 20,
                450 << 20,
                48,
                until.minus(Duration.ofHours(48)),
                until);
    }

    @Test
    void watchesAReleaseThatWasRestartedMeanwhile() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        Deployment restart =
                bench.live(place, bench.action(place, DeployRequested.Action.RESTART, List.of("web"), null));
        sayUnhealthy(restart);

        Deployment back = newest(4);
        assertThat(back.request().action()).isEqualTo(DeployRequested.Action.ROLL_BACK);
        assertThat(back.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.find(restart.id()).state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(transactions
                        .inTransaction(tx -> deployments.earlierRelease(tx, place.workspace()))
                        .await()
                        .atMost(PATIENCE))
                .as("what was rolled back is not gone back to")
                .isEmpty();
    }

    @Test
    void leavesAReleaseThatHeldForLong() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Deployment second = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        var unused = transactions
                .update(
                        "update deployment set live_at = live_at - interval '6 minutes' where workspace_id = $1",
                        place.workspace())
                .await()
                .atMost(PATIENCE);
        sayUnhealthy(second);

        // The health and the roll-back would be written in one transaction.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bench.service(place, "web").health() == HealthStatus.UNHEALTHY);
        assertThat(all()).hasSize(2);
    }

    private void sayUnhealthy(Deployment deployment) {
        UUID service = bench.replicas(place).get(0).serviceId();
        say(
                EventType.HEALTH_CHANGED,
                service,
                1,
                new HealthChanged(
                        service,
                        "web",
                        place.workspace(),
                        place.name(),
                        deployment.id(),
                        HealthStatus.HEALTHY,
                        HealthStatus.UNHEALTHY,
                        "GET / answered 500",
                        12L));
    }
}
