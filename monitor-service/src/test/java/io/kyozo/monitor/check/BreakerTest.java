package io.kyozo.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(1), Duration.ofSeconds(8));

    @Test
    void opensAfterSoManyFailuresInARow() {
        fail(2);
        breaker.succeeded();
        fail(2);
        assertThat(breaker.lets(now)).isTrue();
        fail(1);
        assertThat(breaker.lets(now)).isFalse();
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void letsOneTrialThroughAndClosesWhereItSucceeds() {
        fail(3);
        now = now.plusSeconds(1);
        assertThat(breaker.lets(now)).isTrue();
        assertThat(breaker.lets(now)).as("a second one beside it").isFalse();
        breaker.succeeded();
        assertThat(breaker.lets(now)).isTrue();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void restsTwiceAsLongAfterEachTrialThatFails() {
        fail(3);
        for (int rest : new int[] {1, 2, 4, 8, 8, 8}) {
            now = now.plusMillis(rest * 1000 - 1);
            assertThat(breaker.lets(now)).isFalse();
            now = now.plusMillis(1);
            assertThat(breaker.lets(now)).isTrue();
            breaker.failed(now);
        }
    }

    @Test
    void aClockThatGoesBackDoesNotKeepItOpen() {
        fail(3);
        now = now.minusSeconds(3600);
        assertThat(breaker.lets(now)).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(now);
        }
    }
}
