package io.kyozo.monitor.heal;

import static io.kyozo.monitor.heal.Remedy.NONE;
import static io.kyozo.monitor.heal.Remedy.RESTART;
import static io.kyozo.monitor.heal.Remedy.ROLL_BACK;
import static io.kyozo.monitor.heal.Remedy.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreatmentTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealPolicy POLICY = new HealPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(10), true);

    private Instant now = START;
    private boolean earlierRelease = true;
    private Treatment treatment = Treatment.begin(START, 1);

    @Test
    void startsAnewWithABackOffThenRollsBackThenStops() {
        List<String> done = new ArrayList<>();
        for (int second = 0; second < 3600; second++) {
            Remedy remedy = step(1, POLICY);
            if (remedy != NONE) {
                done.add(remedy + " " + Duration.between(START, now).toMinutes());
            }
        }
        assertThat(done).containsExactly("RESTART 1", "RESTART 3", "RESTART 7", "ROLL_BACK 15", "STOP 23");
    }

    @Test
    void whereThereIsNoEarlierReleaseItIsNotRolledBack() {
        earlierRelease = false;
        List<Remedy> done = new ArrayList<>();
        for (int second = 0; second < 3600; second++) {
            done.add(step(1, POLICY));
        }
        assertThat(done.stream().filter(remedy -> remedy != NONE)).containsExactly(RESTART, RESTART, RESTART, STOP);
    }

    @Test
    void stopsWhereHealingMakesItWorse() {
        waitFor(Duration.ofMinutes(1));
        assertThat(step(1, POLICY)).isEqualTo(RESTART);
        assertThat(step(2, POLICY)).isEqualTo(STOP);
        waitFor(Duration.ofDays(1));
        assertThat(step(1, POLICY)).isEqualTo(NONE);
    }

    @Test
    void whatWasDownBeforeItWasHealedIsNoReasonToStop() {
        treatment = Treatment.begin(START, 1);
        assertThat(step(3, POLICY)).isEqualTo(NONE);
        waitFor(Duration.ofMinutes(1));
        assertThat(step(3, POLICY)).isEqualTo(RESTART);
        assertThat(step(3, POLICY)).isEqualTo(NONE);
    }

    @Test
    void doesAsThePolicySays() {
        HealPolicy careful = new HealPolicy(0, Duration.ofMinutes(1), Duration.ofMinutes(10), false);
        waitFor(Duration.ofMinutes(1));
        assertThat(step(1, careful)).isEqualTo(STOP);
        treatment = Treatment.begin(now, 1);
        waitFor(Duration.ofMinutes(1));
        HealPolicy backOnly = new HealPolicy(0, Duration.ofMinutes(1), Duration.ofMinutes(10), true);
        assertThat(step(1, backOnly)).isEqualTo(ROLL_BACK);
    }

    @Test
    void aClockThatGoesBackHealsNothingSooner() {
        now = now.minus(Duration.ofHours(1));
        assertThat(step(1, POLICY)).isEqualTo(NONE);
    }

    private void waitFor(Duration time) {
        now = now.plus(time);
    }

    private Remedy step(int down, HealPolicy policy) {
        now = now.plusSeconds(1);
        Remedy remedy = treatment.due(down, earlierRelease, now, policy);
        treatment = remedy == NONE ? treatment : treatment.after(remedy, down, now);
        return remedy;
    }
}
