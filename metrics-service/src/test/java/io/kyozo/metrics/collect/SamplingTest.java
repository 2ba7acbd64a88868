package io.kyozo.metrics.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final Target TARGET = new Target(Uuid7.next(), Uuid7.next(), "c1");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static Reading reading(long second, long cpuNanos, long received) {
        return new Reading(START.plusSeconds(second), cpuNanos, 500, 1000, received, 0, 0, 0, 7);
    }

    @Test
    void theFirstReadingGivesNoRates() {
        Sample sample = Sampling.sample(TARGET, null, reading(0, 9_000_000_000L, 100));
        assertThat(sample.cpu()).isNull();
        assertThat(sample.networkReceive()).isNull();
        assertThat(sample.value(Metric.MEMORY)).isEqualTo(500);
        assertThat(sample.value(Metric.PIDS)).isEqualTo(7);
    }

    @Test
    void ratesAreDifferencesOverTime() {
        Sample sample = Sampling.sample(TARGET, reading(0, 0, 100), reading(10, 5_000_000_000L, 1100));
        assertThat(sample.cpu()).isEqualTo(0.5);
        assertThat(sample.networkReceive()).isEqualTo(100);
        assertThat(sample.at()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void aCounterThatFellWasStartedAnew() {
        Sample sample = Sampling.sample(TARGET, reading(0, 90_000_000_000L, 9000), reading(10, 1_000_000_000L, 50));
        assertThat(sample.cpu()).isEqualTo(0.1);
        assertThat(sample.networkReceive()).isEqualTo(5);
    }

    @Test
    void aClockThatStoodStillOrWentBackGivesNoRates() {
        assertThat(Sampling.sample(TARGET, reading(10, 0, 0), reading(10, 5, 5)).cpu())
                .isNull();
        assertThat(Sampling.sample(TARGET, reading(10, 0, 0), reading(5, 5, 5)).cpu())
                .isNull();
    }
}
