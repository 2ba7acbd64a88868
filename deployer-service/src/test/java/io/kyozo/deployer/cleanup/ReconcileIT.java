package io.kyozo.deployer.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.sql.Transactions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DeployerTest
class ReconcileIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    Reconcile reconcile;

    @Inject
    Transactions transactions;

    private final Place place = Place.fresh();

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
    }

    private void reconcile() {
        reconcile.reconcile().await().atMost(PATIENCE);
    }

    private void rested() {
        var unused = transactions
                .update(
                        "update instance set next_restart_at = now() - interval '1 second' where workspace_id = $1",
                        place.workspace())
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void startsAnEndedReplicaAgainAfterARest() throws IOException {
        var before = bench.replicas(place).get(0);
        runtime.crash(before.containerName());

        reconcile();
        assertThat(bench.replicas(place).get(0).state()).isEqualTo(InstanceState.DEGRADED);
        reconcile();
        assertThat(runtime.running()).isZero();
        rested();
        reconcile();

        var after = bench.replicas(place).get(0);
        assertThat(after.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(runtime.running()).isEqualTo(1);
        assertThat(FakeGateway.targets("web." + place.name() + ".localhost"))
                .containsExactly(after.id().toString());
    }

    /** However often that happens: it is no reason to roll a good release back. */
    @Test
    void whatEndedWithTheEngineRunsAgainAtOnceAndIsInNoCrashLoop() {
        var before = bench.replicas(place).get(0);
        for (int time = 0; time < 4; time++) {
            runtime.upSince(Instant.now());
            runtime.crash(before.containerName());
            reconcile();
            var after = bench.replicas(place).get(0);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.state()).isEqualTo(InstanceState.RUNNING);
            assertThat(after.restarts()).isZero();
        }
        assertThat(bench.audit(bench.liveIn(place)))
                .filteredOn(entry -> entry.type().equals("replica-ended"))
                .hasSize(4)
                .extracting(AuditEntry::error)
                .first(InstanceOfAssertFactories.STRING)
                .contains("engine was started anew");
    }

    /** Until the next round, seconds later, one replica would have to do the work of both. */
    @Test
    void whatWasStartedAgainGetsRequestsAsSoonAsItIsReady() throws IOException {
        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 2));
        var replicas = bench.replicas(place);
        runtime.upSince(Instant.now());
        for (var replica : replicas) {
            runtime.crash(replica.containerName());
        }
        runtime.slow(replicas.get(1).containerName(), 6);

        reconcile();

        assertThat(FakeGateway.targets("web." + place.name() + ".localhost"))
                .containsExactlyInAnyOrderElementsOf(
                        replicas.stream().map(one -> one.id().toString()).toList());
    }

    @Test
    void makesAReplicaAnewWhoseContainerTheEngineCanNotStart() throws IOException {
        var before = bench.replicas(place).get(0);
        runtime.upSince(Instant.now());
        runtime.strand(before.containerName());

        reconcile();

        var after = bench.replicas(place).get(0);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.state()).isEqualTo(InstanceState.RUNNING);
        assertThat(after.containerId()).isNotEqualTo(before.containerId());
        assertThat(runtime.running()).isEqualTo(1);
    }

    @Test
    void startsAgainThoughItIsNotKnownWhoRanOutOfMemory() {
        runtime.upSince(Instant.now());
        runtime.crash(bench.replicas(place).get(0).containerName());
        runtime.loseAnswers("oomKills", 1);

        reconcile();

        assertThat(runtime.running()).isEqualTo(1);
    }

    @Test
    void saysThatAReplicaIsInACrashLoopWithItsLastLines() {
        var replica = bench.replicas(place).get(0);
        // Long live: too old to be rolled back for it.
        var unused = transactions
                .update(
                        "update deployment set live_at = now() - interval '1 day' where workspace_id = $1",
                        place.workspace())
                .await()
                .atMost(PATIENCE);
        for (int end = 1; end <= 3; end++) {
            runtime.crash(replica.containerName());
            reconcile();
            var resting = bench.replicas(place).get(0);
            assertThat(resting.restarts()).isEqualTo(end);
            assertThat(resting.state()).isEqualTo(end < 3 ? InstanceState.DEGRADED : InstanceState.CRASH_LOOP);
            if (end < 3) {
                rested();
                reconcile();
            }
        }
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.CRASH_LOOP);
        var live = bench.liveIn(place);
        assertThat(live.failure()).isNull();
        assertThat(bench.audit(live))
                .filteredOn(entry -> entry.type().equals("replica-crash-loop"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.message()).contains("3 times in a row").contains("40 s");
                    assertThat(entry.error()).contains("exit code 1").contains("last words of");
                });
        assertThat(bench.count(
                        "select count(*) from deployment_log where deployment_id = $1 and phase = 'output'", live.id()))
                .isEqualTo(6);
        assertThat(bench.count(
                        "select count(*) from outbox where subject = $1 and cast(data as text) like '%\"CRASH_LOOP\"%'"
                                + " and cast(data as text) like '%last words of%'",
                        live.id()))
                .isPositive();

        rested();
        reconcile();
        assertThat(bench.replicas(place).get(0).state()).isEqualTo(InstanceState.RUNNING);
        assertThat(bench.service(place, "web").state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void rollsAFreshReleaseBackThatEndsAgainAndAgain() throws IOException {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v2")), "two"));
        var failing = bench.liveIn(place);
        String container = bench.replicas(place).get(0).containerName();
        for (int end = 1; end <= 3; end++) {
            runtime.crash(container);
            reconcile();
            if (end < 3) {
                rested();
                reconcile();
            }
        }

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bench.find(failing.id()).state() == DeploymentState.ROLLED_BACK);
        var back = bench.settled(bench.liveIn(place));
        assertThat(back.request().action()).isEqualTo(Action.ROLL_BACK);
        assertThat(back.request().reason()).contains("web ends again and again");
        assertThat(bench.find(failing.id()).failure()).contains("web ends again and again");
    }

    @Test
    void saysOnceThatAProcessWasKilledForWantOfMemory() {
        var replica = bench.replicas(place).get(0);
        runtime.runOutOfMemory(replica.containerName());
        reconcile();
        reconcile();
        assertThat(bench.replicas(place).get(0).oomKills()).isEqualTo(1);
        assertThat(bench.replicas(place).get(0).state()).isEqualTo(InstanceState.RUNNING);
        runtime.runOutOfMemory(replica.containerName());
        reconcile();

        assertThat(bench.replicas(place).get(0).oomKills()).isEqualTo(2);
        assertThat(bench.audit(bench.liveIn(place)))
                .filteredOn(entry -> entry.type().equals("replica-out-of-memory"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.error()).contains("256 MiB"));
    }

    @Test
    void freezesWhatIsPausedAndWasThawedBySomebody() {
        bench.live(place, bench.action(place, Action.PAUSE, List.of(), null));
        var paused = bench.replicas(place).get(0);
        var unused = runtime.unpause(paused.containerName()).await().atMost(PATIENCE);
        reconcile();
        assertThat(runtime.running()).isZero();
        assertThat(bench.replicas(place).get(0).state()).isEqualTo(InstanceState.PAUSED);
        assertThat(FakeGateway.hosts()).isEmpty();
    }

    @Test
    void oneThatCanNotBePutRightDoesNotKeepTheOthersWaiting() throws IOException {
        Place two = Place.fresh();
        TopologyDocument both = Topologies.of(Topologies.web("first", "v1"), Topologies.web("second", "v1"));
        bench.live(two, bench.wish(two, both, "one"));
        bench.live(two, bench.action(two, Action.PAUSE, List.of(), null));
        for (var replica : bench.replicas(two)) {
            var unused = runtime.unpause(replica.containerName()).await().atMost(PATIENCE);
        }
        long others = runtime.running() - 2;

        runtime.loseAnswers("pause", 1);
        reconcile();

        assertThat(runtime.running()).isEqualTo(others);
    }

    @Test
    void makesAVanishedReplicaAnew() {
        runtime.vanish(bench.replicas(place).get(0).containerName());
        reconcile();
        rested();
        reconcile();

        assertThat(bench.replicas(place).get(0).state()).isEqualTo(InstanceState.RUNNING);
        assertThat(runtime.running()).isEqualTo(1);
    }

    @Test
    void removesWhatNobodyAccountsForAndNothingElse() {
        var unused = runtime.create(spec("stray", Map.of(Labels.MANAGED, "local")))
                .await()
                .atMost(PATIENCE);
        var others = runtime.create(spec("others", Map.of(Labels.MANAGED, "another")))
                .await()
                .atMost(PATIENCE);
        runtime.ensureVolume("stray-volume", Map.of(Labels.MANAGED, "local"))
                .await()
                .atMost(PATIENCE);

        reconcile();

        assertThat(runtime.containerNames())
                .contains("others", bench.replicas(place).get(0).containerName())
                .doesNotContain("stray");
        assertThat(runtime.volumeNames()).isEmpty();
        assertThat(runtime.imageNames()).hasSize(1);
        assertThat(runtime.networkNames()).hasSize(1);
    }

    @Test
    void putsLostRoutesBack() throws IOException {
        FakeGateway.clear();
        reconcile();
        assertThat(FakeGateway.targets("web." + place.name() + ".localhost")).hasSize(1);
    }

    private static ContainerSpec spec(String name, Map<String, String> labels) {
        return new ContainerSpec(
                name,
                "image",
                labels,
                List.of(),
                ".",
                Map.of(),
                null,
                name,
                List.of(),
                List.of(),
                ResourceLimits.NONE,
                false,
                1);
    }
}
