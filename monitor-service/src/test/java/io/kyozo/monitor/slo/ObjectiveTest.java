package io.kyozo.monitor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kyozo.monitor.alert.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    private static final Objective THREE_NINES = new Objective(0.999, Duration.ofDays(30));

    @Test
    void theBudgetIsWhatTheTargetLeaves() {
        assertThat(THREE_NINES.budget()).isEqualTo(Duration.ofSeconds(2592));
        assertThat(THREE_NINES.left(bad(Duration.ofSeconds(1296)))).isCloseTo(0.5, within(0.001));
        assertThat(THREE_NINES.left(bad(Duration.ofSeconds(5184)))).isCloseTo(-1, within(0.001));
        assertThatThrownBy(() -> new Objective(1, Duration.ofDays(30))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Objective(Double.NaN, Duration.ofDays(30)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The workbook's table: an hour at 14.4 uses 2 % of 30 days' budget, six hours at 6 use 5 %. */
    @Test
    void theFactorsAreTheWorkbooks() {
        Duration hour = Duration.ofMillis(Math.round(14.4 * 0.001 * 3_600_000));
        assertThat(1 - THREE_NINES.left(bad(hour))).isCloseTo(0.02, within(0.0001));
        Duration six = Duration.ofMillis(Math.round(6 * 0.001 * 6 * 3_600_000));
        assertThat(1 - THREE_NINES.left(bad(six))).isCloseTo(0.05, within(0.0001));
    }

    @Test
    void alertsWhenBothWindowsBurnTooFast() {
        Served hour = served(Duration.ofHours(1), 0.0145);
        Served justNow = served(Duration.ofMinutes(5), 0.0145);
        assertThat(BurnRule.FAST.signal(THREE_NINES, hour, justNow)).isEqualTo(Signal.BAD);
        assertThat(BurnRule.FAST.signal(THREE_NINES, served(Duration.ofHours(1), 0.014), justNow))
                .isEqualTo(Signal.GOOD);
        // It was bad, and is over: the short window lets go at once.
        assertThat(BurnRule.FAST.signal(THREE_NINES, hour, served(Duration.ofMinutes(5), 0)))
                .isEqualTo(Signal.GOOD);
        assertThat(BurnRule.SLOW.signal(
                        THREE_NINES, served(Duration.ofHours(6), 0.0061), served(Duration.ofMinutes(30), 0.0061)))
                .isEqualTo(Signal.BAD);
    }

    @Test
    void aShortOutageDoesNotPage() {
        Served hour = new Served(Duration.ofHours(1), Duration.ofSeconds(45));
        Served justNow = new Served(Duration.ofSeconds(255), Duration.ofSeconds(45));
        assertThat(BurnRule.FAST.signal(THREE_NINES, hour, justNow)).isEqualTo(Signal.GOOD);
    }

    @Test
    void littleThatIsKnownIsNotTakenForAll() {
        Served young = new Served(Duration.ofSeconds(60), Duration.ofSeconds(20));
        assertThat(BurnRule.FAST.signal(THREE_NINES, young, young)).isEqualTo(Signal.GOOD);
        assertThat(THREE_NINES.burnRate(Served.NOTHING, Duration.ofHours(1))).isZero();
        assertThat(Served.NOTHING.availability()).isEqualTo(1);
    }

    @Test
    void theTrendComparesTwoWeeks() {
        List<Served> days = new ArrayList<>(Collections.nCopies(7, served(Duration.ofDays(1), 0.01)));
        assertThat(Trend.of(days)).isEqualTo(Trend.UNKNOWN);
        days.addAll(Collections.nCopies(7, served(Duration.ofDays(1), 0.001)));
        assertThat(Trend.of(days)).isEqualTo(Trend.BETTER);
        Collections.reverse(days);
        assertThat(Trend.of(days)).isEqualTo(Trend.WORSE);
        assertThat(Trend.of(Collections.nCopies(14, served(Duration.ofDays(1), 0.001))))
                .isEqualTo(Trend.STEADY);
    }

    private static Served served(Duration known, double bad) {
        Duration failed = Duration.ofMillis(Math.round(known.toMillis() * bad));
        return new Served(known.minus(failed), failed);
    }

    private static Served bad(Duration bad) {
        return new Served(Duration.ZERO, bad);
    }
}
