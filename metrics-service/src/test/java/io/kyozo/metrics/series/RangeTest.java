package io.kyozo.metrics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RangeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void refusesATimeThatEndsBeforeItStarts() {
        assertThatThrownBy(() -> new Range(NOON, NOON, INTERVAL)).hasMessageContaining("\"from\" must be before");
    }

    @Test
    void refusesStepsUnderASecond() {
        assertThatThrownBy(() -> new Range(NOON, NOON.plusSeconds(9), Duration.ofMillis(10)))
                .hasMessageContaining("at least PT1S");
    }

    @Test
    void refusesMorePointsThanAChartCanShowAndSaysHowMany() {
        Instant year = NOON.plus(Duration.ofDays(365));
        assertThatThrownBy(() -> new Range(NOON, year, Duration.ofSeconds(1)))
                .hasMessageContaining("31536000 points")
                .hasMessageContaining("at most 11000");
    }

    @Test
    void theUsualStepIsARoundOneThatGivesAtMost250Points() {
        assertThat(Range.usualStep(NOON, NOON.plus(Duration.ofHours(10)), INTERVAL))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(Range.usualStep(NOON, NOON.plus(Duration.ofDays(30)), INTERVAL))
                .isEqualTo(Duration.ofHours(3));
        assertThat(Range.usualStep(NOON, NOON.plus(Duration.ofDays(365)), INTERVAL))
                .isEqualTo(Duration.ofDays(2));
    }

    @Test
    void theUsualStepIsNeverFinerThanTheSamples() {
        assertThat(Range.usualStep(NOON, NOON.plusSeconds(60), INTERVAL)).isEqualTo(INTERVAL);
    }
}
