package io.kyozo.metrics.promql.eval;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/** Fields of a moment in seconds since 1970, in UTC. */
final class Calendar {
    private static final int WEEK = 7;

    static final Map<String, DoubleUnaryOperator> FIELDS = Map.of(
            "minute", field(ZonedDateTime::getMinute),
            "hour", field(ZonedDateTime::getHour),
            "day_of_week", field(at -> at.getDayOfWeek().getValue() % WEEK),
            "day_of_month", field(ZonedDateTime::getDayOfMonth),
            "day_of_year", field(ZonedDateTime::getDayOfYear),
            "days_in_month", field(at -> at.toLocalDate().lengthOfMonth()),
            "month", field(ZonedDateTime::getMonthValue),
            "year", field(ZonedDateTime::getYear));

    private Calendar() {}

    private static DoubleUnaryOperator field(ToIntFunction<ZonedDateTime> field) {
        return seconds -> Double.isNaN(seconds)
                ? Double.NaN
                : field.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
    }
}
