package io.kyozo.deployer.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.contracts.topology.ServiceSpec.Resources;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static final long MEBI = 1 << 20;
    private static final UUID ID = new UUID(0, 1);
    private static final Instant UNTIL = Instant.parse("2026-03-01T10:00:00Z");
    private static final ResizeAdvised ADVICE = new ResizeAdvised(
            ID,
            "api",
            ID,
            2,
            0.5,
            256 * MEBI,
            0.4,
            190.0 * MEBI,
            200.0 * MEBI,
            696,
            UNTIL.minusSeconds(696 * 3600),
            UNTIL);

    @Test
    void saysWhatIsAdvisedWhatThereIsAndWhy() {
        assertThat(Recommendation.of(ADVICE, new Resources(512 * MEBI, 1.0, 100), 2))
                .hasValueSatisfying(found -> {
                    assertThat(found.cpuCores()).isEqualTo(0.5);
                    assertThat(found.cpuCoresNow()).isEqualTo(1.0);
                    assertThat(found.memoryBytes()).isEqualTo(256 * MEBI);
                    assertThat(found.memoryBytesNow()).isEqualTo(512 * MEBI);
                    assertThat(found.reason())
                            .isEqualTo("In 95 % of 696 hours a replica used at most 0.40 cores and 190 MiB, and never"
                                    + " more than 200 MiB.");
                });
    }

    @Test
    void adviceThatIsFollowedIsNoRecommendation() {
        assertThat(Recommendation.of(ADVICE, new Resources(256 * MEBI, 0.5, 100), 2))
                .isEmpty();
    }

    @Test
    void adviceForAnotherNumberOfReplicasIsNone() {
        assertThat(Recommendation.of(ADVICE, new Resources(512 * MEBI, 1.0, 100), 3))
                .isEmpty();
    }
}
