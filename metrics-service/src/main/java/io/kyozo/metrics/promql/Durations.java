package io.kyozo.metrics.promql;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the query language has them. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|[smhdwy])");
    private static final Map<String, Long> MILLIS = Map.of(
            "ms",
            1L,
            "s",
            1_000L,
            "m",
            60_000L,
            "h",
            3_600_000L,
            "d",
            86_400_000L,
            "w",
            604_800_000L,
            "y",
            31_536_000_000L);

    private Durations() {}

    /** Such as {@code 1h30m}; more than 0. Fails with {@link QueryException}. */
    public static Duration parse(String text) {
        long millis = 0;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find() && part.start() == end && part.group(1).length() < 10) {
            millis += Long.parseLong(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0L);
            end = part.end();
        }
        if (end != text.length() || millis <= 0) {
            throw new QueryException("\"" + text + "\" is no duration such as 5m or 1h30m.");
        }
        return Duration.ofMillis(millis);
    }
}
