package io.kyozo.metrics.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.series.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID SERVICE = Uuid7.next();

    private static ThresholdRule rule(Comparison comparison, Duration hold, boolean enabled) {
        return new ThresholdRule(
                Uuid7.next(),
                Uuid7.next(),
                "r",
                null,
                Metric.CPU,
                null,
                comparison,
                0.8,
                null,
                hold,
                enabled,
                START,
                START);
    }

    private static final ThresholdRule RULE = rule(Comparison.ABOVE, Duration.ofSeconds(60), true);

    private static Judgement at(long second, Breach before, double value) {
        return Judgement.of(RULE, SERVICE, before, value, START.plusSeconds(second));
    }

    @Test
    void aValueAtTheThresholdKeepsTheRule() {
        assertThat(at(0, null, 0.8)).isEqualTo(new Judgement(null, null, null));
    }

    @Test
    void aBrokenRuleWaitsForItsHold() {
        Judgement first = at(0, null, 0.9);
        assertThat(first.breach().since()).isEqualTo(START);
        assertThat(first.raised()).isNull();
        assertThat(at(59, first.breach(), 0.9).raised()).isNull();
    }

    @Test
    void oneAlertIsRaisedHoweverLongItLasts() {
        Breach breach = at(0, null, 0.9).breach();
        Judgement raised = at(60, breach, 0.9);
        assertThat(raised.raised()).isNotNull().isEqualTo(raised.breach().alertId());
        assertThat(at(70, raised.breach(), 0.95).raised()).isNull();
        assertThat(at(70, raised.breach(), 0.95).breach()).isEqualTo(raised.breach());
    }

    @Test
    void aValueBackInBoundsResolvesTheAlert() {
        Breach breach = at(60, at(0, null, 0.9).breach(), 0.9).breach();
        Judgement over = at(70, breach, 0.5);
        assertThat(over.breach()).isNull();
        assertThat(over.resolved()).isEqualTo(breach.alertId());
    }

    @Test
    void aShortBreachEndsWithoutAnAlert() {
        Breach breach = at(0, null, 0.9).breach();
        assertThat(at(10, breach, 0.1)).isEqualTo(new Judgement(null, null, null));
    }

    @Test
    void aRuleWithoutHoldAlertsAtOnce() {
        ThresholdRule rule = rule(Comparison.BELOW, Duration.ZERO, true);
        assertThat(Judgement.of(rule, SERVICE, null, 0.1, START).raised()).isNotNull();
    }

    @Test
    void aDisabledRuleResolvesWhatItRaised() {
        Breach breach = new Breach(RULE.id(), SERVICE, START, Uuid7.next());
        ThresholdRule off = rule(Comparison.ABOVE, Duration.ZERO, false);
        assertThat(Judgement.of(off, SERVICE, breach, 9, START).resolved()).isEqualTo(breach.alertId());
    }

    @Test
    void anAlertIsResolvedOnlyPastTheBoundForThat() {
        ThresholdRule rule = new ThresholdRule(
                Uuid7.next(),
                Uuid7.next(),
                "r",
                null,
                Metric.CPU,
                null,
                Comparison.ABOVE,
                0.8,
                0.6,
                Duration.ZERO,
                true,
                START,
                START);
        Breach fires = Judgement.of(rule, SERVICE, null, 0.9, START).breach();
        assertThat(Judgement.of(rule, SERVICE, fires, 0.7, START.plusSeconds(10))
                        .breach())
                .isEqualTo(fires);
        assertThat(Judgement.of(rule, SERVICE, fires, 0.6, START.plusSeconds(20))
                        .resolved())
                .isEqualTo(fires.alertId());
        assertThat(Judgement.of(rule, SERVICE, null, 0.7, START).breach()).isNull();
    }

    @Test
    void aBreachThatHasNotFiredEndsAtTheThreshold() {
        ThresholdRule rule = new ThresholdRule(
                Uuid7.next(),
                Uuid7.next(),
                "r",
                null,
                Metric.CPU,
                null,
                Comparison.ABOVE,
                0.8,
                0.6,
                Duration.ofMinutes(1),
                true,
                START,
                START);
        Breach waits = Judgement.of(rule, SERVICE, null, 0.9, START).breach();
        assertThat(Judgement.of(rule, SERVICE, waits, 0.7, START.plusSeconds(10))
                        .breach())
                .isNull();
    }
}
