package io.kyozo.jobs.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Five cron fields, as POSIX has them: where both days are restricted, one of them must match. When a zone's clocks
 * change, what is set for certain hours ticks once a day all the same, as Vixie's cron does it: a time that is left out is
 * made up for when the clocks have gone forward, and one that comes twice ticks the first time. What is set for every hour
 * ticks by the time that passes.
 *
 * @param minute 0 to 59
 * @param hour 0 to 23
 * @param dayOfMonth 1 to 31
 * @param month 1 to 12, or its English name's first three letters
 * @param dayOfWeek 0 to 7, Sunday being both, or its English name's first three letters
 */
record CronFields(CronField minute, CronField hour, CronField dayOfMonth, CronField month, CronField dayOfWeek) {
    /** A day that is in the calendar comes within eight years: 29 February does around 2100. */
    private static final int MOST_YEARS = 8;

    static CronFields parse(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("it has " + (text.isBlank() ? 0 : fields.length)
                    + " fields, not minute, hour, day of month, month and day of week");
        }
        CronFields parsed = new CronFields(
                CronField.parse(CronField.Kind.MINUTE, fields[0]),
                CronField.parse(CronField.Kind.HOUR, fields[1]),
                CronField.parse(CronField.Kind.DAY_OF_MONTH, fields[2]),
                CronField.parse(CronField.Kind.MONTH, fields[3]),
                CronField.parse(CronField.Kind.DAY_OF_WEEK, fields[4]));
        if (parsed.match(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new IllegalArgumentException("it never ticks: there is no such day");
        }
        return parsed;
    }

    /** The first tick after {@code instant}. */
    Instant next(Instant instant, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant cursor = afterRepeatedHours(
                rules, instant.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
        while (true) {
            ZoneOffset offset = rules.getOffset(cursor);
            LocalDateTime local = match(LocalDateTime.ofInstant(cursor, offset))
                    .orElseThrow(() -> new IllegalArgumentException("the schedule never ticks"));
            @Nullable ZoneOffsetTransition change = rules.nextTransition(cursor);
            if (change == null || local.toInstant(offset).isBefore(change.getInstant())) {
                return local.toInstant(offset);
            }
            if (change.isGap() && !isHourly() && local.isBefore(change.getDateTimeAfter())) {
                return change.getInstant();
            }
            cursor = change.isGap() || isHourly()
                    ? change.getInstant()
                    : change.getDateTimeBefore().toInstant(change.getOffsetAfter());
        }
    }

    /** Hours that come a second time have had their ticks, unless every hour has. */
    private Instant afterRepeatedHours(ZoneRules rules, Instant cursor) {
        @Nullable ZoneOffsetTransition last = rules.previousTransition(cursor.plusNanos(1));
        if (last == null || last.isGap() || isHourly()) {
            return cursor;
        }
        Instant over = last.getDateTimeBefore().toInstant(last.getOffsetAfter());
        return cursor.isBefore(over) ? over : cursor;
    }

    private boolean isHourly() {
        return hour.any();
    }

    /** The first time that matches from {@code from} on, on a clock that never changes. */
    private Optional<LocalDateTime> match(LocalDateTime from) {
        LocalDateTime limit = from.plusYears(MOST_YEARS);
        LocalDateTime at = from;
        while (at.isBefore(limit)) {
            if (!month.matches(at.getMonthValue())) {
                at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isOnDay(at)) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hour.matches(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minute.matches(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private boolean isOnDay(LocalDateTime at) {
        boolean inMonth = dayOfMonth.matches(at.getDayOfMonth());
        boolean inWeek = dayOfWeek.matches(at.getDayOfWeek().getValue() % 7);
        return dayOfMonth.any() || dayOfWeek.any() ? inMonth && inWeek : inMonth || inWeek;
    }
}
