package io.kyozo.metrics.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    private static Duration retention(Tier tier) {
        return Duration.ofDays(
                switch (tier) {
                    case RAW -> 2;
                    case MINUTE -> 10;
                    case HOUR -> 100;
                    case DAY -> 1000;
                });
    }

    private static List<TierPlan.Part> plan(Duration step, Duration ago) {
        return TierPlan.of(step, NOW.minus(ago), NOW, NOW, TierPlanTest::retention);
    }

    @Test
    void aFineStepIsReadFromSamples() {
        assertThat(plan(Duration.ofSeconds(10), Duration.ofHours(1)))
                .containsExactly(new TierPlan.Part(Tier.RAW, NOW.minus(Duration.ofHours(1)), NOW));
    }

    @Test
    void whatIsPastItsRetentionIsReadFromCoarserTiersWithoutGapOrOverlap() {
        List<TierPlan.Part> parts = plan(Duration.ofSeconds(10), Duration.ofDays(200));
        assertThat(parts).extracting(TierPlan.Part::tier).containsExactly(Tier.DAY, Tier.HOUR, Tier.MINUTE, Tier.RAW);
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
        }
        assertThat(parts.get(0).from()).isEqualTo(NOW.minus(Duration.ofDays(200)));
        assertThat(parts.get(1).from()).isEqualTo(Instant.parse("2025-12-22T00:00:00Z"));
    }

    @Test
    void aMonthByHoursIsReadFromHours() {
        assertThat(plan(Duration.ofHours(3), Duration.ofDays(30)))
                .extracting(TierPlan.Part::tier)
                .containsExactly(Tier.HOUR);
    }
}
