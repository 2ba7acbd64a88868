package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronFieldsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *         | 2026-01-01T00:00:00Z | 2026-01-01T00:01:00Z",
                "*/15 * * * *      | 2026-01-01T00:00:01Z | 2026-01-01T00:15:00Z",
                "5,50 8-10 * * *   | 2026-01-01T08:50:00Z | 2026-01-01T09:05:00Z",
                "0 0 1 * *         | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z",
                "0 12 * * MON-FRI  | 2026-01-02T12:00:00Z | 2026-01-05T12:00:00Z",
                "0 12 * * 7        | 2026-01-01T00:00:00Z | 2026-01-04T12:00:00Z",
                "0 0 29 feb *      | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 0 13 * 5        | 2026-01-03T00:00:00Z | 2026-01-09T00:00:00Z",
                "30 3/6 * * *      | 2026-01-01T04:00:00Z | 2026-01-01T09:30:00Z",
                "59 23 31 12 *     | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z"
            })
    void ticksNext(String text, Instant from, Instant next) {
        assertThat(CronFields.parse(text).next(from, ZoneOffset.UTC)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 29 March 2026: at 01:00Z the clocks in Berlin go from 02:00 to 03:00.
                "30 2 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z",
                "30 2 * * *   | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
                "30 3 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z",
                "15 * * * *   | 2026-03-29T00:15:00Z | 2026-03-29T01:15:00Z",
                // 25 October 2026: at 01:00Z they go from 03:00 back to 02:00.
                "30 2 * * *   | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
                "30 2 * * *   | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
                "30 2 * * *   | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
                "0 3 * * *    | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z",
                "15 * * * *   | 2026-10-25T00:15:00Z | 2026-10-25T01:15:00Z",
                "*/30 * * * * | 2026-10-25T00:30:00Z | 2026-10-25T01:00:00Z"
            })
    void ticksAsOftenAsItShouldWhenTheClocksChange(String text, Instant from, Instant next) {
        assertThat(CronFields.parse(text).next(from, BERLIN)).isEqualTo(next);
    }

    @Property
    void whatTicksEveryTenMinutesDoesSoAcrossAllClockChanges(
            @ForAll @LongRange(min = 0, max = 2_000_000_000L) long second) {
        Instant from = Instant.ofEpochSecond(second);
        Instant next = CronFields.parse("*/10 * * * *").next(from, BERLIN);
        assertThat(next).isAfter(from).isBeforeOrEqualTo(from.plus(Duration.ofMinutes(10)));
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThatThrownBy(() -> CronFields.parse("61 * * * *")).hasMessageContaining("minute \"61\"");
        assertThatThrownBy(() -> CronFields.parse("* * * JANN *")).hasMessageContaining("did you mean \"JAN\"?");
        assertThatThrownBy(() -> CronFields.parse("* * 31 2 *")).hasMessageContaining("never ticks");
        assertThatThrownBy(() -> CronFields.parse("* */0 * * *")).hasMessageContaining("hour");
        assertThatThrownBy(() -> CronFields.parse("* 9-5 * * *")).hasMessageContaining("hour \"9-5\"");
        assertThatThrownBy(() -> CronFields.parse("* * *")).hasMessageContaining("3 fields");
    }
}
