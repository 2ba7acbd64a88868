package io.kyozo.monitor.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthPolicy POLICY =
            new HealthPolicy(3, 2, 2, Duration.ofSeconds(60), 4, Duration.ofMinutes(10), 10);
    private static final int SERVICES = 200;

    private Instant now = START;

    @Test
    void whatFailsEveryThirdTimeIsDegradedBeforeLong() {
        int[] rounds = IntStream.range(0, SERVICES)
                .map(seed -> roundsUntilDegraded(1 / 3.0, seed, 1000))
                .sorted()
                .toArray();
        assertThat(rounds[SERVICES / 2]).as("in the median").isLessThan(30);
        assertThat(rounds[SERVICES - 1]).as("at the latest").isLessThan(200);
    }

    @Test
    void whatFailsOnceInFortyIsNot() {
        assertThat(IntStream.range(0, 20).map(seed -> roundsUntilDegraded(1 / 40.0, seed, 20_000)))
                .allMatch(rounds -> rounds == 20_000);
    }

    @Test
    void anOutageIsNoUnsteadiness() {
        HealthState state = healthy();
        for (int i = 0; i < 300; i++) {
            state = round(state, Observation.Kind.FAILED);
        }
        assertThat(state.status()).isEqualTo(HealthStatus.UNHEALTHY);
        state = round(round(state, Observation.Kind.PASSED), Observation.Kind.PASSED);
        assertThat(state.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anUnsteadyOneTakesMoreFailuresInARowToBeDownAndSaysWhyItIsDegraded() {
        HealthState state = unsteady();
        Observation passed = new Observation(Observation.Kind.PASSED, "GET / answered 200", 5L);
        assertThat(passed.in(state).reason()).contains("too many rounds before failed");
        for (int i = 0; i < 5; i++) {
            state = round(state, Observation.Kind.FAILED);
            assertThat(state.status()).isEqualTo(HealthStatus.DEGRADED);
        }
        assertThat(round(state, Observation.Kind.FAILED).status()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void itIsSteadyAgainAfterAWhileAndAtOnceWithOtherReplicas() {
        HealthState state = unsteady();
        assertThat(round(state.withFreshReplicas(now), Observation.Kind.PASSED).status())
                .isEqualTo(HealthStatus.HEALTHY);
        int rounds = 0;
        while (state.status() != HealthStatus.HEALTHY) {
            state = round(state, Observation.Kind.PASSED);
            rounds++;
        }
        assertThat(rounds).isBetween(15, 25);
    }

    private HealthState healthy() {
        return round(HealthState.unknown(now), Observation.Kind.PASSED);
    }

    private HealthState unsteady() {
        HealthState state = healthy();
        while (state.status() != HealthStatus.DEGRADED) {
            state = round(state, Observation.Kind.FAILED);
            state = round(state, Observation.Kind.PASSED);
        }
        return state;
    }

    private int roundsUntilDegraded(double rate, int seed, int most) {
        Random random = new Random(seed);
        HealthState state = healthy();
        int rounds = 0;
        while (state.status() != HealthStatus.DEGRADED && rounds < most) {
            boolean regular = !state.isUndecided();
            boolean fails = random.nextDouble() < rate;
            state = round(state, fails ? Observation.Kind.FAILED : Observation.Kind.PASSED);
            rounds += regular ? 1 : 0;
        }
        return rounds;
    }

    private HealthState round(HealthState state, Observation.Kind kind) {
        now = now.plusSeconds(30);
        return HealthMachine.next(state, new Observation(kind, "", 5L), now, POLICY);
    }
}
