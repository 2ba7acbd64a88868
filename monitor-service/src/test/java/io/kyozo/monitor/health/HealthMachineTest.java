package io.kyozo.monitor.health;

import static io.kyozo.contracts.state.HealthStatus.DEGRADED;
import static io.kyozo.contracts.state.HealthStatus.GONE;
import static io.kyozo.contracts.state.HealthStatus.HEALTHY;
import static io.kyozo.contracts.state.HealthStatus.UNHEALTHY;
import static io.kyozo.contracts.state.HealthStatus.UNKNOWN;
import static io.kyozo.monitor.health.Observation.Kind.FAILED;
import static io.kyozo.monitor.health.Observation.Kind.INCONCLUSIVE;
import static io.kyozo.monitor.health.Observation.Kind.PARTIAL;
import static io.kyozo.monitor.health.Observation.Kind.PASSED;
import static io.kyozo.monitor.health.Observation.Kind.SLOW;
import static io.kyozo.monitor.health.Observation.Kind.VANISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HealthMachineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthPolicy POLICY =
            new HealthPolicy(3, 2, 2, Duration.ofSeconds(60), 4, Duration.ofMinutes(10), 6);

    private Instant now = START;
    private HealthState state = HealthState.unknown(START);

    @Test
    void theFirstGoodRoundMakesAFreshServiceHealthy() {
        assertThat(after(PASSED)).isEqualTo(HEALTHY);
        assertThat(state.isUndecided()).isFalse();
    }

    @Test
    void aServiceThatStartsIsNotBlamedForItsFirstFailures() {
        for (int i = 0; i < 50; i++) {
            assertThat(after(FAILED)).isEqualTo(UNKNOWN);
        }
        now = START.plusSeconds(61);
        assertThat(after(FAILED)).isEqualTo(UNHEALTHY);
    }

    @Test
    void oneLostProbeAlarmsNobody() {
        after(PASSED);
        assertThat(after(FAILED)).isEqualTo(HEALTHY);
        assertThat(state.isUndecided()).isTrue();
        assertThat(after(FAILED)).isEqualTo(HEALTHY);
        assertThat(after(PASSED)).isEqualTo(HEALTHY);
        assertThat(after(FAILED)).isEqualTo(HEALTHY);
        assertThat(after(FAILED)).isEqualTo(HEALTHY);
        assertThat(after(FAILED)).isEqualTo(UNHEALTHY);
    }

    @Test
    void recoveryMustLastToo() {
        becomeUnhealthy();
        assertThat(after(PASSED)).isEqualTo(UNHEALTHY);
        assertThat(after(FAILED)).isEqualTo(UNHEALTHY);
        assertThat(after(PASSED)).isEqualTo(UNHEALTHY);
        assertThat(after(PASSED)).isEqualTo(HEALTHY);
    }

    @Test
    void slowAnswersAndFailingReplicasDegrade() {
        after(PASSED);
        after(SLOW);
        after(PARTIAL);
        assertThat(after(SLOW)).isEqualTo(DEGRADED);
    }

    @Test
    void roundsThatAreWorseInDifferentWaysCountTogether() {
        after(PASSED);
        after(SLOW);
        after(FAILED);
        assertThat(after(PARTIAL)).isEqualTo(DEGRADED);
    }

    @Test
    void aVanishedContainerIsAState() {
        after(PASSED);
        assertThat(after(VANISHED)).isEqualTo(HEALTHY);
        assertThat(after(VANISHED)).isEqualTo(GONE);
    }

    @Test
    void whatSaysNothingChangesNothing() {
        after(PASSED);
        after(FAILED);
        HealthState before = state;
        after(INCONCLUSIVE);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void freshReplicasMakeAnIllServiceWellAtOnce() {
        becomeUnhealthy();
        state = state.withFreshReplicas(now);
        assertThat(after(FAILED)).isEqualTo(UNHEALTHY);
        assertThat(after(PASSED)).isEqualTo(HEALTHY);
    }

    @Test
    void aFlappingServiceMustProveItselfLonger() {
        after(PASSED);
        for (int i = 0; i < 2; i++) {
            becomeUnhealthy();
            after(PASSED);
            after(PASSED);
        }
        assertThat(state.isFlapping(now, POLICY)).isTrue();
        becomeUnhealthy();
        for (int i = 0; i < 5; i++) {
            assertThat(after(PASSED)).isEqualTo(UNHEALTHY);
        }
        assertThat(after(PASSED)).isEqualTo(HEALTHY);
    }

    @Test
    void flappingIsForgottenInTime() {
        aFlappingServiceMustProveItselfLonger();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(state.isFlapping(now, POLICY)).isFalse();
    }

    /** Hysteresis, over any history: between two changes to something worse or better lie at least as many rounds as asked for. */
    @Property(tries = 500)
    void neverChangesFasterThanItsThresholds(@ForAll @Size(max = 200) List<Observation.Kind> rounds) {
        now = START;
        state = HealthMachine.next(HealthState.unknown(START), new Observation(PASSED, "", 1L), START, POLICY);
        int sinceChange = 0;
        for (Observation.Kind kind : rounds) {
            HealthStatus before = state.status();
            sinceChange++;
            if (after(kind) != before) {
                assertThat(sinceChange).isGreaterThanOrEqualTo(2);
                sinceChange = 0;
            }
            assertThat(state.recent()).hasSizeLessThanOrEqualTo(POLICY.flapTransitions());
            assertThat(state.streak()).isLessThan(10);
        }
    }

    /** Whatever was before: a service that answers well for long enough is healthy. */
    @Property(tries = 500)
    void alwaysFindsBackToHealthy(@ForAll @Size(max = 100) List<Observation.Kind> rounds) {
        now = START;
        state = HealthState.unknown(START);
        new ArrayList<>(rounds).forEach(this::after);
        // Down, then unsteady, then steady again.
        for (int i = 0; i < 2 * POLICY.flapSuccessThreshold() + Steadiness.LIMIT; i++) {
            after(PASSED);
        }
        assertThat(state.status()).isEqualTo(HEALTHY);
    }

    private void becomeUnhealthy() {
        if (state.status() == UNKNOWN) {
            after(PASSED);
        }
        for (int i = 0; i < 3; i++) {
            after(FAILED);
        }
        assertThat(state.status()).isEqualTo(UNHEALTHY);
    }

    private HealthStatus after(Observation.Kind kind) {
        now = now.plusSeconds(1);
        state = HealthMachine.next(state, new Observation(kind, kind.name(), 5L), now, POLICY);
        return state.status();
    }
}
