package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    @Test
    void doublesFromTenSecondsToFiveMinutes() {
        assertThat(IntStream.range(0, 8).mapToObj(RestartBackoff::before))
                .extracting(Duration::toSeconds)
                .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }
}
