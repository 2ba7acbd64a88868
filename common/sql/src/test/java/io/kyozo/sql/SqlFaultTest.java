package io.kyozo.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFaultTest {
    @ParameterizedTest
    @CsvSource({
        "40001, SERIALIZATION",
        "40P01, SERIALIZATION",
        "23505, UNIQUE_VIOLATION",
        "23503, FOREIGN_KEY_VIOLATION",
        "23514, CONSTRAINT_VIOLATION",
        "57014, TIMEOUT",
        "57P01, CONNECTION_LOST",
        "08006, CONNECTION_LOST",
        "42601, OTHER"
    })
    void readsTheState(String state, SqlFault fault) {
        assertThat(SqlFault.of(new SQLException("no", state))).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection closed", "Connection is not active now, current status: CLOSED"})
    void knowsTheDriversWordsForABrokenConnection(String words) {
        assertThat(SqlFault.of(new RuntimeException(words))).isEqualTo(SqlFault.CONNECTION_LOST);
    }

    @Test
    void looksThroughCauses() {
        assertThat(SqlFault.of(new CompletionException(new IOException("reset"))))
                .isEqualTo(SqlFault.CONNECTION_LOST);
        assertThat(SqlFault.of(new CompletionException(new TimeoutException()))).isEqualTo(SqlFault.TIMEOUT);
        assertThat(SqlFault.of(new IllegalStateException("no"))).isEqualTo(SqlFault.OTHER);
    }
}
