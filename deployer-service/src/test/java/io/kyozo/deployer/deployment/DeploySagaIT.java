package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FailPoints;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeObjects.Registry;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DeployerTest
class DeploySagaIT {
    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    FailPoints failPoints;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        failPoints.reset();
        FakeGateway.clear();
    }

    private String host(String service) {
        return service + "." + place.name() + ".localhost";
    }

    @Test
    void findsThePortThatAServiceReallyListensOn() throws IOException {
        Deployment deployment =
                bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "elsewhere")), "one"));

        assertThat(bench.replicas(place))
                .singleElement()
                .satisfies(replica -> assertThat(
                                replica.plan().mainPort().orElseThrow().number())
                        .isEqualTo(4567));
        assertThat(bench.count(
                        "select count(*) from deployment_log where deployment_id = $1 and text like 'It listens on port 4567, not on 3000%'",
                        deployment.id()))
                .isEqualTo(1);
        assertThat(bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "elsewhere")), "one"))
                        .id())
                .isNotEqualTo(deployment.id());
        assertThat(bench.replicas(place))
                .singleElement()
                .extracting(Replica::deploymentId)
                .isEqualTo(deployment.id());
    }

    @Test
    void deploysAServiceAndRoutesRequestsToIt() throws IOException {
        Deployment live = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));

        List<Replica> replicas = bench.replicas(place);
        assertThat(replicas).hasSize(1);
        assertThat(replicas.get(0).state()).isEqualTo(InstanceState.RUNNING);
        assertThat(FakeGateway.targets(host("web")))
                .containsExactly(replicas.get(0).id().toString());
        assertThat(bench.audit(live))
                .extracting(AuditEntry::to)
                .contains(
                        DeploymentState.REQUESTED,
                        DeploymentState.VALIDATED,
                        DeploymentState.BUILDING,
                        DeploymentState.STARTING,
                        DeploymentState.VERIFYING,
                        DeploymentState.LIVE);
    }

    @Test
    void replacesTheOldReplicasByNewOnes() throws IOException {
        Deployment first = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));

        assertThat(bench.find(first.id()).state()).isEqualTo(DeploymentState.SUPERSEDED);
        assertThat(bench.replicas(place)).hasSize(1);
        assertThat(runtime.containerNames()).hasSize(1);
        assertThat(FakeGateway.targets(host("web")))
                .containsExactly(bench.replicas(place).get(0).id().toString());
    }

    @Test
    void keepsWhatIsUnchangedAndBuildsNothingTwice() throws IOException {
        var topology = Topologies.of(Topologies.web("web", "v1"));
        bench.live(place, bench.wish(place, topology, "one"));
        var before = bench.replicas(place).get(0).id();
        bench.live(place, bench.wish(place, topology, "one"));

        assertThat(bench.replicas(place)).extracting(Replica::id).containsExactly(before);
        assertThat(runtime.builds()).isEqualTo(1);
    }

    @Test
    void anImageThatIsGoneComesFromTheRegistryAndIsNotBuiltAgain() throws IOException {
        runtime.registry(Registry.KEEPS);
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        for (String image : runtime.imageNames()) {
            runtime.removeImage(image).await().indefinitely();
        }
        bench.live(place, bench.action(place, Action.ROLL_BACK, List.of(), null));
        assertThat(runtime.builds()).isEqualTo(2);
    }

    @Test
    void aRegistryThatIsAwayKeepsNobodyFromDeployingButOneThatRefusesTheLoginIsSaid() throws IOException {
        runtime.registry(Registry.KEEPS);
        runtime.loseAnswers("fetchImage", 1);
        runtime.loseAnswers("publishImage", 1);
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));

        runtime.registry(Registry.REFUSES);
        Deployment refused = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        assertThat(refused.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(refused.failure()).contains("refuses the login");
    }

    @Test
    void rollsBackWhenTheNewVersionDoesNotAnswer() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        var before = bench.replicas(place).get(0).id();

        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "exits")), "two"));

        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(bad.failure()).contains("exit code 3").contains("last words");
        assertThat(bench.replicas(place)).extracting(Replica::id).containsExactly(before);
        assertThat(runtime.containerNames()).hasSize(1);
        assertThat(runtime.imageNames()).hasSize(1);
        assertThat(FakeGateway.targets(host("web"))).containsExactly(before.toString());
        bench.audit(bad);
    }

    @Test
    void failsAFirstDeploymentThatDoesNotAnswerAndLeavesNothing() throws IOException {
        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "mute")), "one"));

        assertThat(bad.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(bad.failure()).contains("not ready within 3 s");
        assertThat(runtime.containerNames()).isEmpty();
        assertThat(FakeGateway.hosts()).isEmpty();
        noObjectsAreLeft();
    }

    @Test
    void saysWhyABuildFailed() throws IOException {
        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "broken")), "one"));

        assertThat(bad.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(bad.failure()).contains("step 2 of 3 failed");
        assertThat(bench.count("select count(*) from deployment_log where deployment_id = $1", bad.id()))
                .isGreaterThanOrEqualTo(4);
        noObjectsAreLeft();
    }

    private void noObjectsAreLeft() {
        assertThat(runtime.imageNames()).isEmpty();
        assertThat(runtime.networkNames()).isEmpty();
        assertThat(bench.count("select count(*) from runtime_object where workspace_id = $1", place.workspace()))
                .isZero();
    }

    @Test
    void makesTheNetworkWhileItBuildsAndAgainWhereThatIsGoneBeforeItStarts() throws IOException {
        runtime.holdBuilds();
        Deployment first = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !runtime.networkNames().isEmpty());
        assertThat(bench.count(
                        "select count(*) from runtime_object where workspace_id = $1 and kind = 'NETWORK'",
                        place.workspace()))
                .isEqualTo(1);
        for (String network : runtime.networkNames()) {
            runtime.removeNetwork(network).await().indefinitely();
        }
        runtime.letBuild();

        assertThat(bench.settled(first).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(runtime.networkNames()).hasSize(1);
    }

    @Test
    void keepsTheNetworkOfWhatServesWhereALaterBuildFails() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "broken")), "two"));

        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(runtime.networkNames()).hasSize(1);
    }

    @Test
    void saysThatThereIsNothingToDeploy() throws IOException {
        Deployment none = bench.run(place, bench.wish(place, Topologies.of(), "one"));

        assertThat(none.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(none.failure()).contains("nothing to deploy");
    }

    @Test
    void givesDependentsTheAddressesAndCredentialsTheyNeed() throws IOException {
        var topology = Topologies.of(
                List.of(Topologies.postgres(), Topologies.web("api", "v1"), Topologies.web("web", "v1")),
                List.of(
                        Topologies.edge("api", "postgres", "postgres", "DATABASE_URL"),
                        Topologies.edge("web", "api", "http", "API_URL")));
        bench.live(place, bench.wish(place, topology, "one"));

        assertThat(runtime.env("-web-")).containsEntry("API_URL", "http://api:3000");
        String password = runtime.secretFiles("-postgres-").get("POSTGRES_PASSWORD");
        assertThat(password).isNotBlank();
        assertThat(runtime.env("-api-"))
                .containsEntry("DATABASE_URL", "postgresql://app:" + password + "@postgres:5432/app");
        assertThat(runtime.volumeNames()).hasSize(1);
        assertThat(bench.count("select count(*) from deployment_log where text like '%' || $1 || '%'", password))
                .isZero();

        var database = bench.replicas(place).stream()
                .filter(replica -> replica.service().equals("postgres"))
                .findFirst()
                .orElseThrow();
        bench.live(place, bench.wish(place, topology, "two"));
        assertThat(bench.replicas(place)).extracting(Replica::id).contains(database.id());
        assertThat(runtime.secretFiles("-postgres-")).containsEntry("POSTGRES_PASSWORD", password);
        assertThat(runtime.env("-postgres-")).doesNotContainKey("POSTGRES_PASSWORD");
    }

    @Test
    void scalesStopsStartsAndRemoves() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));

        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 3));
        assertThat(FakeGateway.targets(host("web"))).hasSize(3);
        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 1));
        assertThat(FakeGateway.targets(host("web"))).hasSize(1);

        var before = bench.replicas(place).get(0).id();
        bench.live(place, bench.action(place, Action.RESTART, List.of(), null));
        assertThat(bench.replicas(place)).hasSize(1).extracting(Replica::id).doesNotContain(before);

        bench.live(place, bench.action(place, Action.STOP, List.of(), null));
        assertThat(runtime.containerNames()).isEmpty();
        assertThat(FakeGateway.hosts()).isEmpty();

        bench.live(place, bench.action(place, Action.START, List.of(), null));
        assertThat(FakeGateway.targets(host("web"))).hasSize(1);

        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
        assertThat(runtime.containerNames()).isEmpty();
        assertThat(runtime.networkNames()).isEmpty();
        assertThat(runtime.volumeNames()).isEmpty();
        assertThat(runtime.imageNames()).isEmpty();
        assertThat(FakeGateway.hosts()).isEmpty();
    }

    @Test
    void pausesAndGoesOnWithTheSameReplicas() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 2));
        var before = bench.replicas(place).stream().map(Replica::id).toList();

        Deployment paused = bench.live(place, bench.action(place, Action.PAUSE, List.of("web"), null));
        assertThat(FakeGateway.hosts()).isEmpty();
        assertThat(runtime.running()).isZero();
        assertThat(runtime.containerNames()).hasSize(2);
        assertThat(bench.replicas(place)).extracting(Replica::state).containsOnly(InstanceState.PAUSED);
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.PAUSED);
        bench.audit(paused);

        bench.live(place, bench.action(place, Action.START, List.of(), null));
        assertThat(FakeGateway.targets(host("web"))).hasSize(2);
        assertThat(bench.replicas(place)).extracting(Replica::id).containsExactlyInAnyOrderElementsOf(before);
        assertThat(bench.replicas(place)).extracting(Replica::state).containsOnly(InstanceState.RUNNING);
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.RUNNING);

        bench.live(place, bench.action(place, Action.PAUSE, List.of("web"), null));
        bench.live(place, bench.action(place, Action.STOP, List.of("web"), null));
        assertThat(runtime.containerNames()).isEmpty();
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.STOPPED);
    }

    @Test
    void staysPausedWhereTheNextReleaseDoesNotStart() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.action(place, Action.PAUSE, List.of(), null));

        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "exits")), "two"));
        assertThat(bad.state()).as("nothing serves").isEqualTo(DeploymentState.FAILED);
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.PAUSED);
        assertThat(bench.replicas(place))
                .hasSize(1)
                .allMatch(replica -> replica.state() == InstanceState.PAUSED && !replica.serving());
        assertThat(FakeGateway.targets(host("web"))).isEmpty();

        bench.live(place, bench.action(place, Action.START, List.of(), null));
        assertThat(FakeGateway.targets(host("web"))).hasSize(1);
    }

    @Test
    void goesBackToTheReleaseBeforeWithoutABuild() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Deployment second = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        bench.live(place, bench.action(place, Action.ROLL_BACK, List.of(), null));

        assertThat(runtime.builds()).isEqualTo(2);
        assertThat(bench.find(second.id()).state()).isEqualTo(DeploymentState.ROLLED_BACK);
    }
}
