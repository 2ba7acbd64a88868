package io.kyozo.monitor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VigilTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(45);

    private Vigil vigil = new Vigil(START, START);

    @Test
    void missesWhatNothingWasLearntOfForTooLong() {
        stayAwake(Duration.ofMinutes(10));
        assertThat(vigil.misses(START.plus(Duration.ofMinutes(7)), PATIENCE)).isTrue();
        assertThat(vigil.misses(START.plus(Duration.ofMinutes(9)), PATIENCE)).isFalse();
    }

    @Test
    void missesNothingRightAfterItSlept() {
        stayAwake(Duration.ofMinutes(10));
        vigil = vigil.tick(vigil.tickedAt().plus(Duration.ofHours(1)), PAUSE);
        assertThat(vigil.misses(START, PATIENCE)).isFalse();
        stayAwake(Duration.ofMinutes(3));
        assertThat(vigil.misses(START, PATIENCE)).isTrue();
    }

    @Test
    void aClockThatGoesBackBeginsAnew() {
        stayAwake(Duration.ofMinutes(10));
        vigil = vigil.tick(START, PAUSE);
        assertThat(vigil.awakeSince()).isEqualTo(START);
        assertThat(vigil.misses(START.minus(Duration.ofHours(1)), PATIENCE)).isFalse();
    }

    private void stayAwake(Duration time) {
        Instant end = vigil.tickedAt().plus(time);
        while (vigil.tickedAt().isBefore(end)) {
            vigil = vigil.tick(vigil.tickedAt().plusSeconds(15), PAUSE);
        }
    }
}
