package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FailPoints;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Revisions;
import io.kyozo.deployer.testing.Topologies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that go away between two steps, and answers that are lost: in the end all is as if nothing had happened. */
@DeployerTest
class CrashedSagaIT {
    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    FailPoints failPoints;

    @Inject
    ReplicaStore replicas;

    private final Place place = Place.fresh();

    @BeforeEach
    void reset() {
        runtime.reset();
        failPoints.reset();
        FakeGateway.clear();
    }

    static Stream<Arguments> boundaries() {
        return Stream.of(SagaStep.values())
                .filter(step -> step != SagaStep.UNDO && step != SagaStep.DRAIN && step != SagaStep.RETIRE)
                .flatMap(step -> Stream.of(Arguments.of("before", step), Arguments.of("after", step)));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void goesOnWhereTheRecordStands(String when, SagaStep step) throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        failPoints.arm(when, step);
        DeployRequested wish = bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two");
        Deployment second =
                bench.live(place, step == SagaStep.TRIAL ? Revisions.by(wish, RolloutStrategy.CANARY) : wish);

        assertThat(failPoints.armed()).isEmpty();
        everythingIsAccountedFor(1);
        bench.audit(second);
    }

    static Stream<Arguments> boundariesOfAnEnd() {
        return Stream.of(SagaStep.DRAIN, SagaStep.RETIRE)
                .flatMap(step -> Stream.of(Arguments.of("before", step), Arguments.of("after", step)));
    }

    @ParameterizedTest
    @MethodSource("boundariesOfAnEnd")
    void endsServicesWhoeverGoesAwayMeanwhile(String when, SagaStep step) throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        failPoints.arm(when, step);
        Deployment end = bench.live(place, bench.action(place, Action.STOP, List.of(), null));

        assertThat(failPoints.armed()).isEmpty();
        assertThat(bench.replicas(place)).isEmpty();
        assertThat(runtime.running()).isZero();
        bench.audit(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void finishesAnUndoThatWasLeftHalfWay(String when) throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        failPoints.arm(when, SagaStep.UNDO);
        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(Topologies.web("web", "exits")), "two"));

        assertThat(failPoints.armed()).isEmpty();
        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        everythingIsAccountedFor(1);
        bench.audit(bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "create", "start", "stop", "remove", "ensureNetwork", "inspect"})
    void adoptsWhatWasMadeThoughTheAnswerWasLost(String call) throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        runtime.loseAnswers(call, 1);
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));

        everythingIsAccountedFor(1);
    }

    @Test
    void keepsRemovedWhatALateWorkerSaysIsStarted() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Replica gone = bench.replicas(place).get(0);
        bench.live(place, bench.action(place, Action.STOP, List.of(), null));

        replicas.started(gone.id(), "late", "127.0.0.1", 1, InstanceState.RUNNING)
                .chain(() -> replicas.state(gone.id(), InstanceState.RUNNING))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(bench.replicas(place)).isEmpty();
    }

    @Test
    void letsWaitingDeploymentsBeSupersededByNewerOnes() throws IOException {
        runtime.buildTime(Duration.ofSeconds(2));
        Deployment first = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        Deployment second = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        Deployment third = bench.request(place, bench.wish(place, Topologies.of(Topologies.web("web", "v3")), "three"));

        assertThat(bench.settled(third).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.settled(second).state()).isEqualTo(DeploymentState.CANCELLED);
        assertThat(bench.find(first.id()).state()).isEqualTo(DeploymentState.SUPERSEDED);
        everythingIsAccountedFor(1);
    }

    @Test
    void startsTheOldReplicaAgainWhereItHadToBeStoppedFirst() throws IOException {
        runtime.isolated(false);
        var fixed = Topologies.service("web", ServiceKind.WEB, "v1", "", List.of());
        bench.live(place, bench.wish(place, Topologies.of(fixed), "one"));
        var before = bench.replicas(place).get(0);
        var broken = Topologies.service("web", ServiceKind.WEB, "exits", "", List.of());

        Deployment bad = bench.run(place, bench.wish(place, Topologies.of(broken), "two"));

        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(bench.replicas(place)).extracting(Replica::id).containsExactly(before.id());
        everythingIsAccountedFor(1);
    }

    private void everythingIsAccountedFor(int replicas) throws IOException {
        List<Replica> known = bench.replicas(place);
        assertThat(known).hasSize(replicas).allMatch(replica -> replica.state() == InstanceState.RUNNING);
        assertThat(runtime.containerNames())
                .isEqualTo(known.stream().map(Replica::containerName).collect(Collectors.toSet()));
        assertThat(runtime.running()).isEqualTo(replicas);
        assertThat(FakeGateway.targets("web." + place.name() + ".localhost"))
                .containsExactlyElementsOf(
                        known.stream().map(replica -> replica.id().toString()).toList());
        assertThat(bench.count(
                        "select count(*) from workspace where id = $1 and active_deployment is not null",
                        place.workspace()))
                .isZero();
        assertThat(bench.count(
                        "select count(*) from deployment where workspace_id = $1 and state = 'LIVE'",
                        place.workspace()))
                .isEqualTo(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> bench.count("select count(*) from outbox where sent_at is null") == 0);
    }

    @Test
    void removesNothingOfOthers() throws IOException {
        Place other = Place.fresh();
        bench.live(other, bench.wish(other, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));

        assertThat(runtime.containerNames())
                .isEqualTo(bench.replicas(other).stream()
                        .map(Replica::containerName)
                        .collect(Collectors.toSet()));
        assertThat(runtime.imageNames()).hasSize(1);
        assertThat(runtime.networkNames()).hasSize(1);
    }
}
