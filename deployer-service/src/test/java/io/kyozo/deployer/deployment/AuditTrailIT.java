package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.FenceLostException;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.deployer.testing.FakeRuntime;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trail's numbers come from the row that the change locks: a number that is taken is kept, or never was. */
@DeployerTest
class AuditTrailIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WRITERS = 24;

    @Inject
    Bench bench;

    @Inject
    FakeRuntime runtime;

    @Inject
    DeploymentStore deployments;

    @Inject
    Transactions transactions;

    private final Place place = Place.fresh();
    private Deployment live;

    @BeforeEach
    void deploy() throws IOException {
        runtime.reset();
        FakeGateway.clear();
        live = bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", "v1")), "one"));
    }

    /** By a move, or by a note without one. */
    private Uni<Void> entry(Tx tx, int number) {
        String type = "writer-" + number;
        var move = new Transition(
                type, DeploymentState.LIVE, DeploymentState.LIVE, SagaStep.COMPLETE, 100, "noted", null, null);
        return number % 2 == 0
                ? deployments.note(tx, live.id(), type, "noted", "tester")
                : deployments.move(tx, live.id(), DeploymentStore.NO_FENCE, move, "tester");
    }

    private Uni<Boolean> writer(int number) {
        boolean fails = number % 3 == 0;
        return transactions
                .inTransaction(tx -> entry(tx, number)
                        .chain(() -> fails
                                ? Uni.createFrom().failure(new IllegalStateException("after the entry"))
                                : Uni.createFrom().voidItem()))
                .replaceWith(true)
                .onFailure(IllegalStateException.class)
                .recoverWithItem(false);
    }

    @Test
    void hasNoGapWhoeverWritesAtOnceAndWhateverIsRolledBack() {
        int before = bench.audit(live).size();
        List<Uni<Boolean>> writers =
                IntStream.range(0, WRITERS).mapToObj(this::writer).toList();
        List<Boolean> kept = Uni.join().all(writers).andFailFast().await().atMost(PATIENCE);

        assertThat(kept).filteredOn(Boolean::booleanValue).hasSize(WRITERS - WRITERS / 3);
        List<AuditEntry> trail = bench.audit(live);
        assertThat(trail).hasSize(before + WRITERS - WRITERS / 3);
        assertThat(trail).extracting(AuditEntry::type).doesNotContain("writer-0", "writer-3");
        assertThat(bench.count("select sequence from deployment where id = $1", live.id()))
                .isEqualTo(trail.size());
    }

    @Test
    void anEntryAndTheStateThatItTellsOfAreOneChange() {
        int before = bench.audit(live).size();
        var end = new Transition(
                "superseded",
                DeploymentState.LIVE,
                DeploymentState.SUPERSEDED,
                SagaStep.COMPLETE,
                100,
                "by another",
                null,
                null);
        assertThatThrownBy(() -> transactions
                        .inTransaction(tx -> deployments
                                .move(tx, live.id(), DeploymentStore.NO_FENCE, end, "tester")
                                .chain(() -> tx.update("select 1 / 0")))
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("zero");
        assertThat(bench.find(live.id()).state()).isEqualTo(DeploymentState.LIVE);
        assertThat(bench.audit(live)).hasSize(before);

        transactions
                .inTransaction(tx -> deployments.move(tx, live.id(), DeploymentStore.NO_FENCE, end, "tester"))
                .await()
                .atMost(PATIENCE);
        assertThat(bench.find(live.id()).state()).isEqualTo(DeploymentState.SUPERSEDED);
        assertThat(bench.audit(live)).hasSize(before + 1).last().satisfies(entry -> {
            assertThat(entry.from()).isEqualTo(DeploymentState.LIVE);
            assertThat(entry.to()).isEqualTo(DeploymentState.SUPERSEDED);
        });
    }

    @Test
    void eachStepLeavesItsEntryWithWhoCausedItAndHowLongItTook() {
        List<AuditEntry> trail = bench.audit(live);
        assertThat(trail)
                .extracting(entry -> entry.type() + " " + entry.step())
                .containsSubsequence(
                        "requested VALIDATE",
                        "step-completed BUILD",
                        "step-completed START",
                        "step-completed VERIFY",
                        "step-completed SWITCH_ROUTE",
                        "step-completed COMPLETE");
        assertThat(trail).last().extracting(AuditEntry::to).isEqualTo(DeploymentState.LIVE);
        assertThat(trail).first().extracting(AuditEntry::actor).isEqualTo("tester");
        assertThat(trail).allSatisfy(entry -> {
            assertThat(entry.actor()).isNotBlank();
            assertThat(entry.durationMillis()).isNotNegative();
        });
    }

    @Test
    void aWorkerThatWasLeftBehindTakesNoNumber() {
        int before = bench.audit(live).size();
        var move = new Transition(
                "late", DeploymentState.LIVE, DeploymentState.LIVE, SagaStep.COMPLETE, 100, "late", null, null);
        assertThatThrownBy(() -> transactions
                        .inTransaction(tx -> deployments.move(tx, live.id(), 0, move, "tester"))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(FenceLostException.class);
        assertThat(bench.audit(live)).hasSize(before);
        assertThat(bench.count("select sequence from deployment where id = $1", live.id()))
                .isEqualTo(before);
    }
}
