package io.kyozo.deployer.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.cleanup.app.Reconcile;
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
import java.util.List;
import java.util.Map;
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
