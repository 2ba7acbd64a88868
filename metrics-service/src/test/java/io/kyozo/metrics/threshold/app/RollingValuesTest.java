package io.kyozo.metrics.threshold.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.threshold.Comparison;
import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.Rolling.Aggregate;
import io.kyozo.metrics.threshold.ServiceTotals.Total;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.metrics.threshold.app.BreachStore.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingValuesTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Watched WATCHED = watched(new UUID(2, 1));
    private final RollingValues values = new RollingValues();

    private static Watched watched(UUID service) {
        UUID id = new UUID(1, 1);
        ThresholdRule rule = new ThresholdRule(
                id, id, "r", null, Metric.CPU, null, Comparison.ABOVE, 1, null, Duration.ZERO, true, START, START);
        return new Watched(rule, service, "api", id, true, null);
    }

    private @Nullable Double at(long second, double value, Aggregate aggregate) {
        Rolling rolling = new Rolling(aggregate, Duration.ofSeconds(60));
        return values.add(WATCHED, rolling, new Total(value, START.plusSeconds(second)));
    }

    private void aMinuteOfTwo() {
        for (int second = 0; second < 60; second += 10) {
            assertThat(at(second, 2, Aggregate.AVERAGE)).isEqualTo(second < 54 ? null : Double.valueOf(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"AVERAGE, 3", "MIN, 2", "MAX, 9", "P95, 9"})
    void whatTheValuesOfTheWindowComeTo(Aggregate aggregate, double expected) {
        aMinuteOfTwo();
        assertThat(at(60, 9, aggregate)).isEqualTo(expected);
    }

    @Test
    void whatIsOlderThanTheWindowNoLongerCounts() {
        aMinuteOfTwo();
        for (int second = 60; second < 120; second += 10) {
            assertThat(at(second, 4, Aggregate.MIN)).isEqualTo(2);
        }
        assertThat(at(120, 4, Aggregate.MIN)).isEqualTo(4);
    }

    @Test
    void aRoundThatComesAgainCountsOnce() {
        aMinuteOfTwo();
        assertThat(at(60, 9, Aggregate.AVERAGE)).isEqualTo(3);
        assertThat(at(60, 9, Aggregate.AVERAGE)).isEqualTo(3);
    }

    @Test
    void afterTheClockWasSetBackNothingIsSaidUntilTheWindowIsFullAgain() {
        aMinuteOfTwo();
        for (int second = -3600; second < -3546; second += 10) {
            assertThat(at(second, 5, Aggregate.AVERAGE)).isNull();
        }
        assertThat(at(-3540, 5, Aggregate.AVERAGE)).isEqualTo(5);
    }

    @Test
    void whatIsNoLongerWatchedBeginsAnew() {
        aMinuteOfTwo();
        values.keepOnly(List.of(watched(new UUID(2, 2))));
        assertThat(at(60, 9, Aggregate.AVERAGE)).isNull();
    }
}
