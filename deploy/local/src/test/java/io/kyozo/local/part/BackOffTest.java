package io.kyozo.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final BackOff backOff = new BackOff();

    @Test
    void doublesUpToHalfAMinute() {
        assertThat(Stream.generate(() -> backOff.next(now)).limit(7).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void beginsAgainAfterAQuietTime() {
        assertThat(backOff.next(now)).hasSeconds(1);
        assertThat(backOff.next(now)).hasSeconds(2);

        assertThat(backOff.next(now.plus(Duration.ofMinutes(11)))).hasSeconds(1);
    }
}
