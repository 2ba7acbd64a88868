package io.kyozo.metrics.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CapacityRulesTest {
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private static long[] hours(int count) {
        long[] times = new long[count];
        Arrays.setAll(times, i -> START + i * HOUR);
        return times;
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    @Test
    void aDiskThatFillsRunsOutOnTheDayTheLineSays() {
        Forecast forecast =
                Forecast.of(hours(241), values(241, i -> 100 + i / 24.0)).orElseThrow();
        assertThat(forecast.perDay()).isCloseTo(1, within(1e-9));
        assertThat(forecast.now()).isCloseTo(110, within(1e-9));
        assertThat(forecast.reaches(140, YEAR))
                .hasValueSatisfying(at -> assertThat(Duration.between(Instant.ofEpochMilli(START + 240 * HOUR), at))
                        .isBetween(
                                Duration.ofDays(30).minusMinutes(1),
                                Duration.ofDays(30).plusMinutes(1)));
    }

    @Test
    void aFewOddHoursDoNotBendTheLine() {
        Random random = new Random(5);
        double[] noisy = values(720, i -> i % 50 == 0 ? 5_000 : 100 + i / 24.0 + random.nextGaussian());
        Forecast forecast = Forecast.of(hours(720), noisy).orElseThrow();
        assertThat(forecast.perDay()).isCloseTo(1, within(0.05));
    }

    @Test
    void whatDoesNotRiseNeverRunsOut() {
        Forecast flat = Forecast.of(hours(100), values(100, i -> 5)).orElseThrow();
        assertThat(flat.reaches(10, YEAR)).isEmpty();
        Forecast falling = Forecast.of(hours(100), values(100, i -> 500 - i)).orElseThrow();
        assertThat(falling.reaches(1000, YEAR)).isEmpty();
        assertThat(falling.reaches(100, YEAR)).contains(falling.at());
    }

    private static Optional<RightSize> advised(double cpuP95, double memoryP95, double memoryPeak, long hours) {
        Instant until = Instant.parse("2026-03-01T00:00:00Z");
        return RightSize.of(cpuP95, memoryP95, memoryPeak, hours, until.minusSeconds(hours * 3600), until);
    }

    @Test
    void tooFewPointsTellNothing() {
        assertThat(Forecast.of(hours(5), values(5, i -> i))).isEmpty();
        assertThat(advised(1, 1, 1, 23)).isEmpty();
        assertThat(Baseline.of(new double[] {1, 2, Double.NaN, 3, 4, 5})).isEmpty();
    }

    @Test
    void adviceHasRoomAboveThe95thPercentileAndThePeak() {
        RightSize usual = advised(0.4, 200 << 20, 210 << 20, 720).orElseThrow();
        assertThat(usual.cpuCores()).isEqualTo(0.5);
        assertThat(usual.memoryBytes()).isEqualTo(256L << 20);
        RightSize peaky = advised(0.001, 100 << 20, 400 << 20, 720).orElseThrow();
        assertThat(peaky.cpuCores()).isEqualTo(0.05);
        assertThat(peaky.memoryBytes()).isEqualTo(448L << 20);
    }

    @Test
    void onlyARunOfUnusualValuesIsAnAnomaly() {
        Baseline usual =
                Baseline.of(new double[] {10, 11, 9, 10, 12, 8, 10, 500}).orElseThrow();
        assertThat(usual.median()).isEqualTo(10);
        assertThat(usual.isAnomaly(new double[] {30, 31, 29})).isTrue();
        assertThat(usual.isAnomaly(new double[] {30, 10, 31})).isFalse();
        assertThat(usual.isAnomaly(new double[] {13, 13, 13})).isFalse();
        assertThat(usual.isAnomaly(new double[] {0.1, 0.2, 0})).isTrue();
        assertThat(usual.isAnomaly(new double[] {})).isFalse();
    }

    @Test
    void aServiceThatNeverChangesIsNotOddForAChangeOfSome() {
        Baseline constant =
                Baseline.of(new double[] {100, 100, 100, 100, 100, 100}).orElseThrow();
        assertThat(constant.isAnomaly(new double[] {120, 120})).isFalse();
        assertThat(constant.isAnomaly(new double[] {160, 160})).isTrue();
        Baseline zero = Baseline.of(new double[] {0, 0, 0, 0, 0, 0}).orElseThrow();
        assertThat(zero.isAnomaly(new double[] {0, 0})).isFalse();
        assertThat(zero.isAnomaly(new double[] {1, 1})).isTrue();
    }
}
