package io.kyozo.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {
    private static final System.Logger LOG = System.getLogger(ProbeScheduleTest.class.getName());
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 30;
    private final ProbeSchedule schedule =
            new ProbeSchedule(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(SECONDS));

    @Test
    void looksOftenWhileAServiceStarts() {
        assertThat(schedule.next(HealthState.unknown(NOW), false, NOW, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void looksAgainSoonWhenAChangeOrAnAlertIsInTheOffing() {
        assertThat(schedule.next(state(1, 1), false, NOW, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(schedule.next(state(0, 0), true, NOW, 1)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void keepsItsPlaceInTheInterval() {
        Instant first = NOW.plus(schedule.next(state(0, 0), false, NOW, 4));
        Instant late = first.plusMillis(70);
        assertThat(late.plus(schedule.next(state(0, 0), false, late, 4))).isEqualTo(first.plusSeconds(SECONDS));
        Instant early = first.minusMillis(70);
        assertThat(early.plus(schedule.next(state(0, 0), false, early, 4))).isEqualTo(first.plusSeconds(SECONDS));
    }

    @Test
    void triesWhatHasBeenDownForLongMoreAndMoreSeldom() {
        HealthState down = new HealthState(HealthStatus.UNHEALTHY, NOW, 0, 0, null, List.of(), 0);
        assertThat(pause(down, Duration.ofMinutes(9))).isLessThanOrEqualTo(Duration.ofSeconds(32));
        assertThat(pause(down, Duration.ofMinutes(11))).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(62));
        assertThat(pause(down, Duration.ofDays(9))).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(122));
        assertThat(pause(down, Duration.ofHours(-9))).isLessThanOrEqualTo(Duration.ofSeconds(32));
    }

    private Duration pause(HealthState state, Duration later) {
        return schedule.next(state, false, NOW.plus(later), 5);
    }

    @Test
    void noSecondHoldsManyMoreRoundsThanTheMean() {
        double fullest = fullestSecond(LongStream.rangeClosed(1, 2000));
        LOG.log(System.Logger.Level.INFO, "fullest second: " + fullest + " times the mean of 2,000 services at 30 s");
        assertThat(fullest).isLessThanOrEqualTo(1.05);
    }

    /** Services come and go: any 2,000 are left of as many as there may be before they are numbered anew. */
    @Test
    void staysEvenWhenServicesAreRemoved() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            var left =
                    random.longs(1, 2000 + 2000 / ProbeSchedule.GAPS).distinct().limit(2000);
            assertThat(fullestSecond(left)).as("seed " + seed).isLessThanOrEqualTo(1.3);
        }
    }

    private double fullestSecond(LongStream slots) {
        int[] rounds = new int[SECONDS];
        slots.forEach(slot ->
                rounds[(int) (schedule.next(state(0, 0), false, NOW, slot).toMillis() / 1000 % SECONDS)]++);
        return Arrays.stream(rounds).max().orElseThrow()
                / (Arrays.stream(rounds).sum() / (double) SECONDS);
    }

    private static HealthState state(int direction, int streak) {
        return new HealthState(HealthStatus.HEALTHY, NOW, direction, streak, null, List.of(), 0);
    }
}
