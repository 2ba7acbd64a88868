package io.kyozo.monitor.alert;

import static io.kyozo.monitor.alert.AlertWatch.Phase.CLEARING;
import static io.kyozo.monitor.alert.AlertWatch.Phase.FIRING;
import static io.kyozo.monitor.alert.AlertWatch.Phase.PENDING;
import static io.kyozo.monitor.alert.AlertWatch.Phase.QUIET;
import static io.kyozo.monitor.alert.Signal.BAD;
import static io.kyozo.monitor.alert.Signal.GOOD;
import static io.kyozo.monitor.alert.Signal.OVER;
import static io.kyozo.monitor.alert.Signal.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.AlertWatch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlertMachineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final AlertRule RULE = new AlertRule(
            Duration.ofSeconds(20), Duration.ofSeconds(120), Duration.ofSeconds(30), Duration.ofSeconds(60));
    private Instant now = START;
    private AlertWatch watch = AlertWatch.quiet(START);

    @Test
    void onlyWhatLastsIsWorthAnAlert() {
        assertThat(after(0, BAD)).isEqualTo(PENDING);
        assertThat(after(9, BAD)).isEqualTo(PENDING);
        assertThat(after(10, BAD)).isEqualTo(PENDING);
        assertThat(after(1, BAD)).isEqualTo(FIRING);
    }

    @Test
    void oneGoodLookEndsWhatIsPending() {
        after(0, BAD);
        assertThat(after(10, GOOD)).isEqualTo(QUIET);
        assertThat(after(15, BAD)).isEqualTo(PENDING);
    }

    @Test
    void anAlertIsKeptUntilItHasBeenGoodForAWhile() {
        fire();
        assertThat(after(5, GOOD)).isEqualTo(CLEARING);
        assertThat(watch.isOpen()).isTrue();
        assertThat(after(60, GOOD)).isEqualTo(CLEARING);
        assertThat(after(59, GOOD)).isEqualTo(CLEARING);
        assertThat(after(1, GOOD)).isEqualTo(QUIET);
    }

    @Test
    void whatComesBackWhileItClearsIsTheSameAlert() {
        fire();
        after(5, GOOD);
        after(50, GOOD);
        assertThat(after(5, BAD)).isEqualTo(FIRING);
        after(5, GOOD);
        assertThat(after(60, GOOD)).isEqualTo(CLEARING);
    }

    @Test
    void whatTellsNothingChangesNothing() {
        after(0, BAD);
        assertThat(after(500, UNSURE)).isEqualTo(PENDING);
        assertThat(after(5, BAD)).isEqualTo(PENDING);
    }

    @Test
    void aServiceStoppedOnPurposeEndsItAtOnce() {
        fire();
        assertThat(after(1, OVER)).isEqualTo(QUIET);
    }

    @Test
    void neitherAnOutageOfOursNorAClockThatJumpsIsEvidence() {
        AlertRule patient =
                new AlertRule(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO, Duration.ofSeconds(60));
        watch = AlertMachine.next(watch, BAD, false, now, patient);
        now = now.plus(Duration.ofHours(1));
        watch = AlertMachine.next(watch, BAD, false, now, patient);
        assertThat(watch.spent()).isEqualTo(Duration.ofSeconds(60));
        now = now.minus(Duration.ofHours(2));
        watch = AlertMachine.next(watch, BAD, false, now, patient);
        assertThat(watch.spent()).isEqualTo(Duration.ofSeconds(60));
        now = now.plusSeconds(5);
        watch = AlertMachine.next(watch, BAD, false, now, patient);
        assertThat(watch.spent()).isEqualTo(Duration.ofSeconds(65));
    }

    @Test
    void whatHasACauseElsewhereIsLeftToIt() {
        watch = AlertMachine.next(watch, BAD, true, now, RULE);
        for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(5);
            watch = AlertMachine.next(watch, BAD, true, now, RULE);
        }
        assertThat(watch.phase()).isEqualTo(PENDING);
        // The cause is gone, and it is still bad: some time to recover, then it is its own.
        for (int i = 0; i < 4; i++) {
            assertThat(after(10, BAD)).isEqualTo(PENDING);
        }
        assertThat(after(10, BAD)).isEqualTo(FIRING);
    }

    @Test
    void aMomentInWhichSomethingElseSeemedToBlameDelaysItByThatMomentOnly() {
        assertThat(after(0, BAD)).isEqualTo(PENDING);
        assertThat(after(10, BAD)).isEqualTo(PENDING);
        now = now.plusSeconds(2);
        watch = AlertMachine.next(watch, BAD, true, now, RULE);
        assertThat(after(10, BAD)).isEqualTo(PENDING);
        assertThat(after(2, BAD)).isEqualTo(FIRING);
    }

    @Test
    void withNoTimeToHoldOrKeepItFollowsAtOnce() {
        AlertRule hasty = new AlertRule(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60));
        watch = AlertMachine.next(watch, BAD, false, now, hasty);
        assertThat(watch.phase()).isEqualTo(FIRING);
        watch = AlertMachine.next(watch, GOOD, false, now, hasty);
        assertThat(watch.phase()).isEqualTo(QUIET);
    }

    /** However looks follow one another, an alert is only raised after bad ones that span the hold time. */
    @Property
    void isNeverRaisedBeforeItsTime(@ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> looks) {
        AlertWatch at = AlertWatch.quiet(START);
        Instant clock = START;
        Instant badSince = null;
        for (int look : looks) {
            clock = clock.plusSeconds(7);
            Signal signal = look < 3 ? BAD : look == 3 ? GOOD : UNSURE;
            badSince = signal == GOOD ? null : signal == BAD && badSince == null ? clock : badSince;
            boolean open = at.isOpen();
            at = AlertMachine.next(at, signal, false, clock, RULE);
            if (!open && at.isOpen()) {
                assertThat(Duration.between(badSince, clock)).isGreaterThanOrEqualTo(RULE.hold());
            }
        }
    }

    @Test
    void healthSpeaksForItself() {
        assertThat(Signal.down(HealthStatus.UNHEALTHY, false)).isEqualTo(BAD);
        assertThat(Signal.down(HealthStatus.GONE, false)).isEqualTo(BAD);
        assertThat(Signal.down(HealthStatus.NO_DATA, false)).isEqualTo(BAD);
        assertThat(Signal.down(HealthStatus.DEGRADED, false)).isEqualTo(UNSURE);
        assertThat(Signal.down(HealthStatus.HEALTHY, false)).isEqualTo(GOOD);
        assertThat(Signal.down(HealthStatus.UNKNOWN, false)).isEqualTo(OVER);
        assertThat(Signal.down(HealthStatus.UNHEALTHY, true)).isEqualTo(UNSURE);
        assertThat(Signal.degraded(HealthStatus.DEGRADED, false, false)).isEqualTo(BAD);
        assertThat(Signal.degraded(HealthStatus.DEGRADED, false, true)).isEqualTo(UNSURE);
        assertThat(Signal.degraded(HealthStatus.UNHEALTHY, false, false)).isEqualTo(UNSURE);
    }

    private void fire() {
        after(0, BAD);
        after(10, BAD);
        assertThat(after(10, BAD)).isEqualTo(FIRING);
    }

    private Phase after(int seconds, Signal signal) {
        now = now.plusSeconds(seconds);
        watch = AlertMachine.next(watch, signal, false, now, RULE);
        return watch.phase();
    }
}
