package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void ticksAtWholeMultiples() {
        Schedule schedule = Schedule.parse("every PT10S", ZoneOffset.UTC);
        assertThat(schedule.next(Instant.parse("2026-01-01T00:00:03Z"))).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(schedule.next(Instant.parse("2026-01-01T00:00:10Z"))).isEqualTo("2026-01-01T00:00:20Z");
    }

    @Property
    void alwaysTicksLaterAndWithinOneInterval(
            @ForAll @LongRange(min = -1_000_000_000, max = 4_000_000_000_000L) long now,
            @ForAll @LongRange(min = 1, max = 86_400_000) long interval) {
        Instant from = Instant.ofEpochMilli(now);
        Instant next = new Schedule.Every(Duration.ofMillis(interval)).next(from);
        assertThat(next).isAfter(from).isBeforeOrEqualTo(from.plusMillis(interval));
    }

    @Test
    void readsCronFieldsInTheirZone() {
        Schedule schedule = Schedule.parse("30 2 * * *", BERLIN);
        assertThat(schedule.next(Instant.parse("2026-01-10T12:00:00Z"))).isEqualTo("2026-01-11T01:30:00Z");
        assertThat(schedule.next(Instant.parse("2026-07-10T12:00:00Z"))).isEqualTo("2026-07-11T00:30:00Z");
    }

    @Test
    void ticksOncePerDayWhenTheClocksGoForward() {
        // At 02:00 on 29 March 2026 the clocks in Berlin go to 03:00, so that 02:30 does not exist.
        List<Instant> ticks = ticks(Schedule.parse("30 2 * * *", BERLIN), "2026-03-28T12:00:00Z", 3);
        assertThat(ticks).hasSize(3).isSorted().doesNotHaveDuplicates();
        assertThat(Duration.between(ticks.get(0), ticks.get(2))).isLessThanOrEqualTo(Duration.ofHours(49));
    }

    @Test
    void ticksOncePerDayWhenTheClocksGoBack() {
        // At 03:00 on 25 October 2026 the clocks in Berlin go back to 02:00, so that 02:30 comes twice.
        List<Instant> ticks = ticks(Schedule.parse("30 2 * * *", BERLIN), "2026-10-24T12:00:00Z", 2);
        assertThat(Duration.between(ticks.get(0), ticks.get(1))).isGreaterThan(Duration.ofHours(20));
    }

    private static List<Instant> ticks(Schedule schedule, String from, int count) {
        List<Instant> ticks = new ArrayList<>();
        Instant last = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            last = schedule.next(last);
            ticks.add(last);
        }
        return ticks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"every 10s", "every PT0S", "every -PT1S", "often", "* * *", "61 * * * *", ""})
    void saysWhatIsWrongWithASchedule(String text) {
        assertThatThrownBy(() -> Schedule.parse(text, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }
}
