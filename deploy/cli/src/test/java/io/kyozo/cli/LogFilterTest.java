package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LogFilterTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-01-31T11:58:30Z",
        "10m, 2026-01-31T11:50:00Z",
        "2h, 2026-01-31T10:00:00Z",
        "3d, 2026-01-28T12:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    })
    void readsTimesAgoAndTimes(String text, String time) {
        assertThat(LogFilter.time("--since", text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "5", "h", "-2h", "2 h"})
    void refusesOtherTimes(String text) {
        assertThatThrownBy(() -> LogFilter.time("--since", text, NOW))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--since");
    }

    @Test
    void escapesWhatIsLookedFor() {
        LogFilter filter = new LogFilter();
        new CommandLine(filter).parseArgs("--grep", "a&b=c d", "--level", "warn");
        assertThat(filter.isGiven()).isTrue();
        assertThat(filter.query("w", "", NOW))
                .isEqualTo("&filter[workspace]=w&filter[level]=warn&filter[text]=a%26b%3Dc+d");
        assertThat(new LogFilter().isGiven()).isFalse();
    }
}
