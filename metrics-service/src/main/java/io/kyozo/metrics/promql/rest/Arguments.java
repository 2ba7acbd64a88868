package io.kyozo.metrics.promql.rest;

import io.kyozo.metrics.promql.Durations;
import io.kyozo.metrics.promql.QueryException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request's parameters in Prometheus' forms: times as seconds since 1970 or RFC 3339, steps as seconds or {@code 5m}. */
record Arguments(MultivaluedMap<String, String> given) {
    private static final double MILLIS = 1000;
    /** The year 9999; what is far past it can't be meant. */
    private static final double LATEST = 253_402_300_799.0;

    String text(String name) {
        String value = given.getFirst(name);
        if (value == null || value.isBlank()) {
            throw new QueryException("\"" + name + "\" must be given.");
        }
        return value;
    }

    /** All that are given by this name. */
    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    Instant instant(String name, @Nullable Instant usual) {
        if (usual != null && !given.containsKey(name)) {
            return usual;
        }
        String value = text(name);
        try {
            double seconds = Double.parseDouble(value);
            if (Math.abs(seconds) <= LATEST) {
                return Instant.ofEpochMilli(Math.round(seconds * MILLIS));
            }
        } catch (NumberFormatException notSeconds) {
            return parsed(name, value);
        }
        throw new QueryException("\"" + name + "\" is too far away.");
    }

    private static Instant parsed(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new QueryException("\"" + name + "\" must be seconds since 1970, or such as 2026-01-31T12:00:00Z.");
        }
    }

    Duration step(String name) {
        String value = text(name);
        try {
            long millis = Math.round(Double.parseDouble(value) * MILLIS);
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException notSeconds) {
            return Durations.parse(value);
        }
        throw new QueryException("\"" + name + "\" must be more than 0.");
    }
}
