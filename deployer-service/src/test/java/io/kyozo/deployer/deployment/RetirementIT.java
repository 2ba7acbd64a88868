package io.kyozo.deployer.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.deployer.service.Replica;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old replicas that do not end when they are asked to: nobody waits for them, and none is forgotten. */
@DeployerTest
class RetirementIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String JSON_API = "application/vnd.api+json";

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    Reconcile reconcile;

    private final Place place = Place.fresh();
    private Deployment second;

    @BeforeEach
    void replaceOneThatDoesNotEnd() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        runtime.holdStops();
        second = bench.decided(
                bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two")));
    }

    @AfterEach
    void letAllEnd() {
        runtime.letStop();
        bench.settled(second);
    }

    @Test
    void areSaidToRetireWhileTheNewOneServes() throws IOException {
        assertThat(second.state()).isEqualTo(DeploymentState.LIVE);
        List<Replica> both = bench.replicas(place);
        assertThat(both).hasSize(2);
        Replica old = both.stream()
                .filter(replica -> replica.retiredBy() != null)
                .findFirst()
                .orElseThrow();
        assertThat(old.retiredBy()).isEqualTo(second.id());
        assertThat(old.serving()).isFalse();
        assertThat(FakeGateway.targets("web." + place.name() + ".localhost"))
                .hasSize(1)
                .doesNotContain(old.id().toString());
        String token = TestTokens.token(place.team(), "viewer");
        given().auth()
                .oauth2(token)
                .accept(JSON_API)
                .get("/api/v1/deployments/" + second.id())
                .then()
                .body("data.attributes.services.retiring", contains(1));
        given().auth()
                .oauth2(token)
                .accept(JSON_API)
                .get("/api/v1/services/" + old.serviceId())
                .then()
                .body("data.attributes.instances.retiring", hasItem(true));
    }

    @Test
    void goLaterAndTheTrailTellsOfIt() {
        reconcile.reconcile().await().atMost(PATIENCE);
        assertThat(bench.replicas(place)).hasSize(2);
        assertThat(bench.audit(second)).extracting(AuditEntry::type).doesNotContain(Saga.RETIRED);

        runtime.letStop();
        bench.settled(second);
        assertThat(bench.replicas(place)).hasSize(1);
        assertThat(runtime.running()).isEqualTo(1);
        bench.awaitEntry(second, Saga.RETIRED);
        assertThat(bench.find(second.id()).message()).isEqualTo("Live");
    }

    @Test
    void doNotHoldUpTheNextDeployment() throws IOException {
        Deployment third = bench.decided(
                bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v3")), "three")));
        assertThat(third.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.replicas(place)).hasSize(3);

        runtime.letStop();
        bench.settled(second);
        bench.settled(third);
        assertThat(bench.replicas(place)).hasSize(1).allMatch(Replica::serving);
        bench.awaitEntry(second, Saga.RETIRED);
        bench.awaitEntry(third, Saga.RETIRED);
    }

    @Test
    void goWithAllElseWhereTheWorkspaceIsRemoved() {
        Deployment removal = bench.request(place, bench.action(place, Action.REMOVE, List.of(), null));
        runtime.letStop();

        assertThat(bench.settled(removal).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.replicas(place)).isEmpty();
        assertThat(runtime.containerNames()).isEmpty();
        assertThat(runtime.networkNames()).isEmpty();
    }
}
