package io.kyozo.metrics.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final Target TARGET = new Target(Uuid7.next(), Uuid7.next(), "docker", "c1", "127.0.0.1", null);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static Reading reading(long second, long cpuNanos, long received) {
        return new Reading(
                START.plusSeconds(second),
                Map.of(
                        Counter.CPU_NANOS,
                        cpuNanos,
                        Counter.RECEIVED,
                        received,
                        Counter.MEMORY,
                        500L,
                        Counter.PIDS,
                        7L));
    }

    private static Reading requests(long second, long requests, long errors, long waitNanos) {
        return reading(second, 0, 0)
                .with(Map.of(
                        Counter.REQUESTS, requests, Counter.REQUEST_ERRORS, errors, Counter.WAIT_NANOS, waitNanos));
    }

    private static Sample sample(@Nullable Reading before, Reading now) {
        Duration passed = before == null ? Duration.ZERO : Duration.between(before.at(), now.at());
        return Sampling.sample(TARGET, before, now, passed);
    }

    @Test
    void theFirstReadingGivesNoRates() {
        Sample sample = sample(null, reading(0, 9_000_000_000L, 100));
        assertThat(sample.value(Metric.CPU)).isNull();
        assertThat(sample.value(Metric.NETWORK_RECEIVE)).isNull();
        assertThat(sample.value(Metric.MEMORY)).isEqualTo(500);
        assertThat(sample.value(Metric.PIDS)).isEqualTo(7);
    }

    @Test
    void whatCannotBeReadHasNoData() {
        Sample sample = sample(reading(0, 0, 0), reading(10, 0, 0));
        assertThat(sample.value(Metric.DISK_READ)).isNull();
        assertThat(sample.value(Metric.OOM_KILLS)).isNull();
        assertThat(sample.value(Metric.RESPONSE_TIME)).isNull();
    }

    @Test
    void ratesAreDifferencesOverTime() {
        Sample sample = sample(reading(0, 0, 100), reading(10, 5_000_000_000L, 1100));
        assertThat(sample.value(Metric.CPU)).isEqualTo(0.5);
        assertThat(sample.value(Metric.NETWORK_RECEIVE)).isEqualTo(100);
        assertThat(sample.at()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void cpuIsToldToTheMillionthOfACore() {
        Sample sample = sample(reading(0, 0, 0), reading(10, 12_340, 0));
        assertThat(sample.value(Metric.CPU)).isEqualTo(0.000001);
    }

    @Test
    void aCounterThatFellWasStartedAnew() {
        Sample sample = sample(reading(0, 90_000_000_000L, 9000), reading(10, 1_000_000_000L, 50));
        assertThat(sample.value(Metric.CPU)).isEqualTo(0.1);
        assertThat(sample.value(Metric.NETWORK_RECEIVE)).isEqualTo(5);
    }

    @Test
    void aNegativeCounterIsNoUse() {
        Sample sample = sample(reading(0, 0, 0), reading(10, -5, -1));
        assertThat(sample.value(Metric.CPU)).isEqualTo(0);
        assertThat(sample.value(Metric.NETWORK_RECEIVE)).isEqualTo(0);
    }

    @Test
    void aMomentWithoutLengthGivesNoRates() {
        assertThat(sample(reading(10, 0, 0), reading(10, 5, 5)).value(Metric.CPU))
                .isNull();
    }

    @Test
    void aClockThatIsSetAnHourOnOrBackChangesNoRate() {
        for (int hours : new int[] {-1, 1}) {
            Reading now = reading(hours * 3600, 5_000_000_000L, 1000);
            Sample sample = Sampling.sample(TARGET, reading(0, 0, 0), now, Duration.ofSeconds(10));
            assertThat(sample.value(Metric.CPU)).isEqualTo(0.5);
            assertThat(sample.value(Metric.NETWORK_RECEIVE)).isEqualTo(100);
            assertThat(sample.at()).isEqualTo(now.at());
        }
    }

    @Test
    void responseTimeIsTheMeanOfTheRequestsSinceTheReadingBefore() {
        Sample sample = sample(requests(0, 100, 3, 0), requests(10, 120, 4, 1_000_000_000L));
        assertThat(sample.value(Metric.RESPONSE_TIME)).isEqualTo(0.05);
        assertThat(sample.value(Metric.REQUESTS)).isEqualTo(2);
        assertThat(sample.value(Metric.REQUEST_ERRORS)).isEqualTo(0.1);
        assertThat(sample(requests(0, 5, 0, 7), requests(10, 5, 0, 7)).value(Metric.RESPONSE_TIME))
                .isNull();
    }
}
