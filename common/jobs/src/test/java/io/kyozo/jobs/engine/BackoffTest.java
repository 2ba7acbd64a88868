package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @Test
    void doublesTheCeilingUpToTheCap() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(BACKOFF::ceiling))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 30L, 30L, 30L);
    }

    @Test
    void spreadsWaitsOverTheWholeRange() {
        Random random = new Random(7);
        var waits = IntStream.range(0, 1000)
                .mapToLong(i -> BACKOFF.after(2, random).toMillis())
                .summaryStatistics();
        assertThat(waits.getMin()).isLessThan(500);
        assertThat(waits.getMax()).isBetween(9_500L, 10_000L);
        assertThat(waits.getAverage()).isBetween(4_500.0, 5_500.0);
    }

    @Property
    void neverWaitsLessThanNothingOrLongerThanTheCap(
            @ForAll @IntRange(min = 1) int attempt, @ForAll @IntRange(min = 1, max = 100_000) int baseMillis) {
        Backoff backoff = new Backoff(Duration.ofMillis(baseMillis), Duration.ofMillis(100_000));
        assertThat(backoff.after(attempt, new Random(attempt))).isBetween(Duration.ZERO, Duration.ofMillis(100_000));
    }

    @Test
    void refusesACapBelowTheBaseAndAnEmptyBase() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(4)))
                .hasMessage("backoffCap PT4S must not be less than backoffBase PT5S");
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(4)))
                .hasMessageContaining("more than nothing");
    }
}
