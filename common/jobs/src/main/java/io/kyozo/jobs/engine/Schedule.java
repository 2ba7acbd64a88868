package io.kyozo.jobs.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** When a cron job ticks. */
public sealed interface Schedule {
    /** The first tick after {@code instant}. */
    Instant next(Instant instant);

    /** Ticks at the whole multiples of {@code interval} since 1970, so that all instances agree on them. */
    record Every(Duration interval) implements Schedule {
        public Every {
            if (interval.toMillis() < 1) {
                throw new IllegalArgumentException("a schedule's interval must be at least 1 ms, not " + interval);
            }
        }

        @Override
        public Instant next(Instant instant) {
            long millis = interval.toMillis();
            return Instant.ofEpochMilli((Math.floorDiv(instant.toEpochMilli(), millis) + 1) * millis);
        }
    }

    /** Ticks by five cron fields in a time zone; see {@link CronFields} for what happens when its clocks change. */
    record Cron(String text, CronFields fields, ZoneId zone) implements Schedule {
        @Override
        public Instant next(Instant instant) {
            return fields.next(instant, zone);
        }
    }

    /** Reads a schedule, see {@link io.kyozo.jobs.CronJob#schedule}; fails with what is wrong with it. */
    static Schedule parse(String text, ZoneId zone) {
        if (text.startsWith("every ")) {
            return new Every(interval(text));
        }
        try {
            return new Cron(text, CronFields.parse(text), zone);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is neither five cron fields nor \"every <duration>\": " + wrong.getMessage(),
                    wrong);
        }
    }

    private static Duration interval(String text) {
        String duration = text.substring("every ".length()).trim();
        try {
            return Duration.parse(duration);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    "\"" + duration + "\" in \"" + text + "\" is not an ISO-8601 duration such as PT10S", wrong);
        }
    }
}
