package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Revisions;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DeployerTest
class TrialIT {
    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    private final Place place = Place.fresh();

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
    }

    private DeployRequested wish(RolloutStrategy strategy) throws IOException {
        return Revisions.by(bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"), strategy);
    }

    private String host() {
        return "web." + place.name() + ".localhost";
    }

    private List<String> serving() {
        return bench.replicas(place).stream()
                .filter(Replica::serving)
                .map(replica -> replica.id().toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = RolloutStrategy.class,
            names = {"CANARY", "BLUE_GREEN"})
    void promotesAVersionThatAnswersAsWell(RolloutStrategy strategy) throws IOException {
        List<String> before = serving();
        Deployment deployment = bench.live(place, wish(strategy));

        assertThat(bench.audit(deployment)).extracting(AuditEntry::step).contains(SagaStep.TRIAL);
        assertThat(serving()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(FakeGateway.targets(host())).isEqualTo(serving());
    }

    @ParameterizedTest
    @EnumSource(
            value = RolloutStrategy.class,
            names = {"CANARY", "BLUE_GREEN"})
    void returnsToTheOldReplicasWhereTheNewVersionIsWorse(RolloutStrategy strategy) throws IOException {
        List<String> before = serving();
        FakeGateway.newcomersFail(host());
        Deployment deployment = bench.run(place, wish(strategy));

        assertThat(deployment.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(deployment.failure()).contains("worse on requests: 100.0 %");
        assertThat(serving()).isEqualTo(before);
        assertThat(FakeGateway.targets(host())).isEqualTo(before);
        assertThat(runtime.running()).isEqualTo(1);
    }

    @Test
    void stopsTheOldReplicasFirstWhereThatIsAskedFor() throws IOException {
        Deployment deployment = bench.live(place, wish(RolloutStrategy.RECREATE));
        assertThat(bench.count(
                        "select count(*) from deployment_log where deployment_id = $1 and text like 'Stopping the old%'",
                        deployment.id()))
                .isEqualTo(1);
    }
}
