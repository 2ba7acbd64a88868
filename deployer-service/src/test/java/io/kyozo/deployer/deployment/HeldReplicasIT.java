package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old replicas to which a neighbour keeps its connections. */
@DeployerTest
class HeldReplicasIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    DeploymentStore deployments;

    private final Place place = Place.fresh();

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, wish("v1", "v1"));
        runtime.hold("api", 3);
    }

    @AfterEach
    void letGo() {
        runtime.hold("api", 0);
    }

    private DeployRequested wish(String web, String api) throws IOException {
        return bench.wish(
                place,
                Topologies.of(
                        List.of(Topologies.web("web", web), Topologies.web("api", api)),
                        List.of(Topologies.edge("web", "api", "http", "API_URL"))),
                "the same");
    }

    private List<Deployment> restarts() {
        return deployments
                .page(new DeploymentStore.Selection(place.team(), place.workspace(), null), 10, null)
                .await()
                .atMost(PATIENCE)
                .stream()
                .filter(deployment -> deployment.request().action() == Action.RESTART)
                .toList();
    }

    private List<String> replicas(String service) {
        return bench.replicas(place).stream()
                .filter(replica -> replica.service().equals(service) && replica.retiredBy() == null)
                .map(Replica::containerName)
                .toList();
    }

    @Test
    void stayUntilTheNeighbourIsReplaced() throws IOException {
        List<String> web = replicas("web");
        Deployment second = bench.decided(bench.request(place, wish("v1", "v2")));
        assertThat(second.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(replicas("web")).as("it is unchanged").isEqualTo(web);

        bench.awaitEntry(second, Saga.NEIGHBOURS_MOVED);
        Deployment restart = bench.decided(restarts().get(0));
        assertThat(restart.state()).isEqualTo(DeploymentState.LIVE);
        assertThat(restart.request().services()).containsExactly("web");
        assertThat(restart.request().reason()).contains("web still used connections to old replicas of api");
        assertThat(replicas("web")).hasSize(1).doesNotContainAnyElementsOf(web);
        assertThat(bench.audit(second)).extracting(AuditEntry::type).doesNotContain(Saga.RETIRED);

        runtime.hold("api", 0);
        bench.awaitEntry(second, Saga.RETIRED);
        assertThat(restarts()).as("once is enough").hasSize(1);
        assertThat(bench.replicas(place)).hasSize(2);
    }

    @Test
    void waitForOldNeighboursThatGoAnyway() throws IOException {
        Deployment second = bench.decided(bench.request(place, wish("v2", "v2")));
        assertThat(second.state()).isEqualTo(DeploymentState.LIVE);
        await().atMost(PATIENCE)
                .until(() -> bench.replicas(place).stream()
                        .noneMatch(replica -> replica.service().equals("web") && replica.retiredBy() != null));
        runtime.hold("api", 0);

        bench.awaitEntry(second, Saga.RETIRED);
        assertThat(restarts()).isEmpty();
    }
}
