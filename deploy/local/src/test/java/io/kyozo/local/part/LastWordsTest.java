package io.kyozo.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    @Test
    void saysTheErrorsAndTheirInnermostCause() {
        String words = LastWords.of(List.of(
                "{\"level\":\"INFO\",\"message\":\"fine\"}",
                "{\"level\":\"ERROR\",\"message\":\"Failed to start\",\"exception\":{\"message\":\"outer\","
                        + "\"causedBy\":{\"exception\":{\"message\":\"no such table\"}}}}"));

        assertThat(words).isEqualTo("ERROR Failed to start: no such table");
    }

    @Test
    void saysPlainLinesAsTheyAre() {
        assertThat(LastWords.of(List.of("Error: Unable to access jarfile", "{ not json")))
                .isEqualTo("Error: Unable to access jarfile\n{ not json");
    }

    @Test
    void saysTheLastLinesWhereNoneIsAnError() {
        assertThat(LastWords.of(List.of("{\"level\":\"INFO\",\"message\":\"starting\"}")))
                .isEqualTo("INFO starting");
    }
}
