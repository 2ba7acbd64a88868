package io.kyozo.deployer.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.cleanup.Remedy.Sighting;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.ServicePlan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemedyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Replica replica(InstanceState state, UUID retiredBy, int restarts, Instant due, Instant since) {
        UUID id = UUID.randomUUID();
        ServicePlan plan = new ServicePlan(
                "web",
                ServiceKind.WEB,
                "node",
                "image",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ServiceSpec.Resources(0, 0, 0),
                null,
                List.of(),
                true,
                false);
        return new Replica(
                id,
                id,
                "web",
                id,
                id,
                0,
                "c",
                "fake",
                "1",
                "127.0.0.1",
                1,
                state,
                plan,
                "h",
                true,
                retiredBy,
                restarts,
                due,
                since,
                0,
                null);
    }

    private static Remedy of(InstanceState state, Sighting sighting) {
        return Remedy.of(replica(state, null, 1, null, NOW), sighting, NOW);
    }

    @Test
    void leavesWhatRunsAlone() {
        assertThat(of(InstanceState.RUNNING, Sighting.RUNNING)).isEqualTo(Remedy.NONE);
    }

    @Test
    void notesAnEndAndLetsItRest() {
        assertThat(of(InstanceState.RUNNING, Sighting.ENDED)).isEqualTo(Remedy.NOTE_END);
        assertThat(of(InstanceState.RUNNING, Sighting.GONE)).isEqualTo(Remedy.NOTE_END);
        var resting = replica(InstanceState.DEGRADED, null, 1, NOW.plusSeconds(1), null);
        assertThat(Remedy.of(resting, Sighting.ENDED, NOW)).isEqualTo(Remedy.NONE);
    }

    @Test
    void bringsBackWhatHasRested() {
        var rested = replica(InstanceState.DEGRADED, null, 1, NOW.minusSeconds(1), null);
        assertThat(Remedy.of(rested, Sighting.ENDED, NOW)).isEqualTo(Remedy.RESTART);
        assertThat(Remedy.of(rested, Sighting.GONE, NOW)).isEqualTo(Remedy.RECREATE);
        assertThat(Remedy.of(rested, Sighting.RUNNING, NOW)).isEqualTo(Remedy.REFRESH);
    }

    @Test
    void findsWhatHasMoved() {
        assertThat(of(InstanceState.RUNNING, Sighting.MOVED)).isEqualTo(Remedy.REFRESH);
    }

    @Test
    void forgetsRestartsAfterTenMinutes() {
        var steady = replica(InstanceState.RUNNING, null, 3, null, NOW.minusSeconds(601));
        assertThat(Remedy.of(steady, Sighting.RUNNING, NOW)).isEqualTo(Remedy.FORGET_RESTARTS);
    }

    @ParameterizedTest
    @EnumSource(
            value = InstanceState.class,
            names = {"PENDING", "DEPLOYING", "STOPPED", "FAILED"})
    void removesWhatAnEndedDeploymentLeft(InstanceState state) {
        assertThat(of(state, Sighting.RUNNING)).isEqualTo(Remedy.REMOVE);
    }

    @Test
    void aCrashLoopRestsAsWell() {
        var resting = replica(InstanceState.CRASH_LOOP, null, 5, NOW.plusSeconds(1), null);
        assertThat(Remedy.of(resting, Sighting.ENDED, NOW)).isEqualTo(Remedy.NONE);
        assertThat(Remedy.of(resting, Sighting.ENDED, NOW.plusSeconds(1))).isEqualTo(Remedy.RESTART);
        assertThat(Remedy.of(resting, Sighting.GONE, NOW.plusSeconds(1))).isEqualTo(Remedy.RECREATE);
        assertThat(Remedy.of(resting, Sighting.RUNNING, NOW)).isEqualTo(Remedy.REFRESH);
    }

    @Test
    void keepsFrozenWhatIsPausedAndNothingElse() {
        assertThat(of(InstanceState.PAUSED, Sighting.FROZEN)).isEqualTo(Remedy.NONE);
        assertThat(of(InstanceState.PAUSED, Sighting.RUNNING)).isEqualTo(Remedy.FREEZE);
        assertThat(of(InstanceState.PAUSED, Sighting.ENDED)).isEqualTo(Remedy.REMOVE);
        assertThat(of(InstanceState.PAUSED, Sighting.GONE)).isEqualTo(Remedy.REMOVE);
        assertThat(of(InstanceState.RUNNING, Sighting.FROZEN)).isEqualTo(Remedy.THAW);
    }

    @Test
    void hasSeenOffWhatAnotherReplaced() {
        for (InstanceState state : InstanceState.values()) {
            var retired = replica(state, UUID.randomUUID(), 0, null, NOW);
            assertThat(Remedy.of(retired, Sighting.RUNNING, NOW))
                    .isEqualTo(state == InstanceState.REMOVED ? Remedy.NONE : Remedy.SEE_OFF);
        }
    }
}
