package io.kyozo.deployer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2026-01-31 12:00:00,123 INFO  [main] started | INFO",
                "2026-01-31T12:00:00Z ERROR could not connect | ERROR",
                "[2026-01-31 12:00:00 +0000] [7] [INFO] Starting gunicorn | INFO",
                "2026/01/31 12:00:00 [error] 29#29: *1 open() failed | ERROR",
                "2026-01-31 12:00:00.123 UTC [1] FATAL:  the database system is starting up | ERROR",
                "{\"level\":30,\"time\":1,\"msg\":\"up\"} | INFO",
                "{\"level\":50,\"time\":1,\"msg\":\"down\"} | ERROR",
                "{\"timestamp\":\"x\",\"level\":\"WARN\",\"message\":\"slow\"} | WARN",
                "time=\"2026-01-31\" level=warning msg=\"careful\" | WARN",
                "WARNING: this is a development server | WARN",
                "debug: cache miss | DEBUG",
                "TRACE entering | DEBUG",
            })
    void readsTheLevelThatALineNames(String line, LogLevel level) {
        assertThat(LogLevel.of(line, "stdout")).isEqualTo(level);
        assertThat(LogLevel.of(line, "stderr")).isEqualTo(level);
    }

    @Test
    void goesByTheStreamWhereALineNamesNone() {
        assertThat(LogLevel.of("listening on 3000", "stdout")).isEqualTo(LogLevel.INFO);
        assertThat(LogLevel.of("listening on 3000", "stderr")).isEqualTo(LogLevel.WARN);
        assertThat(LogLevel.of("", "stdout")).isEqualTo(LogLevel.INFO);
    }

    @Test
    void takesNoPartOfAWordForALevel() {
        assertThat(LogLevel.of("GET /errors/information 200", "stdout")).isEqualTo(LogLevel.INFO);
        assertThat(LogLevel.of("terror and warnings", "stdout")).isEqualTo(LogLevel.INFO);
    }
}
