package io.kyozo.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {
    private static final Instant NOW = Instant.EPOCH;
    private final ProbeSchedule schedule =
            new ProbeSchedule(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), 0.2);

    @Test
    void looksOftenWhileAServiceStarts() {
        assertThat(schedule.next(HealthState.unknown(NOW), 0.5)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void looksAgainSoonWhenAChangeIsInTheOffing() {
        assertThat(schedule.next(state(1, 1), 0.5)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void spreadsSettledServices() {
        assertThat(schedule.next(state(0, 0), 0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(schedule.next(state(0, 0), 0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(schedule.next(state(0, 0), 0.999)).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(36));
    }

    private static HealthState state(int direction, int streak) {
        return new HealthState(HealthStatus.HEALTHY, NOW, direction, streak, null, List.of());
    }
}
