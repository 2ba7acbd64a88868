package io.kyozo.monitor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.monitor.alert.Signal;
import io.kyozo.monitor.health.HealthMachine;
import io.kyozo.monitor.health.HealthPolicy;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.Observation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Error budgets on what probes see at the default settings, over weeks. */
class LostProbesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthPolicy POLICY =
            new HealthPolicy(3, 2, 2, Duration.ofSeconds(60), 4, Duration.ofMinutes(10), 10);
    private static final Objective OBJECTIVE = new Objective(0.999, Duration.ofDays(30));
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(long at, long seconds, boolean good) {}

    @Test
    void singleProbesThatAreLostBurnNoBudget() {
        Random lost = new Random(1);
        assertThat(firstAlert(30 * DAY, at -> lost.nextInt(200) == 0)).isEqualTo(-1);
    }

    @Test
    void anOutageBurnsItWithinMinutes() {
        long from = 3 * DAY;
        assertThat(firstAlert(4 * DAY, at -> at >= from) - from).isBetween(30L, 300L);
    }

    /** When the first of the two alerts is raised, in seconds; -1 for never. */
    private long firstAlert(long length, LongPredicate fails) {
        HealthState state = HealthState.unknown(START);
        long before = 0;
        for (long at = 30; at < length; at += state.isUndecided() ? 5 : 30) {
            Kind kind = fails.test(at) ? Kind.FAILED : Kind.PASSED;
            long step = at - before;
            long now = at;
            state.served(kind).ifPresent(good -> steps.addLast(new Step(now, step, good)));
            state = HealthMachine.next(state, new Observation(kind, "", 5L), START.plusSeconds(at), POLICY);
            before = at;
            if (kind == Kind.FAILED && (burns(BurnRule.FAST, at) || burns(BurnRule.SLOW, at))) {
                return at;
            }
        }
        return -1;
    }

    private boolean burns(BurnRule rule, long at) {
        while (steps.getFirst().at() < at - BurnRule.SLOW.longWindow().toSeconds()) {
            steps.removeFirst();
        }
        return rule.signal(OBJECTIVE, in(rule.longWindow(), at), in(rule.shortWindow(), at)) == Signal.BAD;
    }

    private Served in(Duration window, long at) {
        long good = 0;
        long bad = 0;
        for (Step step : steps) {
            if (step.at() >= at - window.toSeconds()) {
                good += step.good() ? step.seconds() : 0;
                bad += step.good() ? 0 : step.seconds();
            }
        }
        return new Served(Duration.ofSeconds(good), Duration.ofSeconds(bad));
    }
}
