package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AutoScalingTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final AutoScaling POLICY =
            new AutoScaling(2, 20, 10, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private static AutoScaling.Seen seen(int workers, int busy, long ready, long waitSeconds, Duration since) {
        return new AutoScaling.Seen(workers, busy, ready, Duration.ofSeconds(waitSeconds), since);
    }

    @Test
    void growsByHalfWhenTooManyJobsWaitOrTheyWaitTooLong() {
        assertThat(POLICY.workers(seen(4, 4, 41, 0, LONG))).isEqualTo(6);
        assertThat(POLICY.workers(seen(4, 4, 1, 6, LONG))).isEqualTo(6);
        assertThat(POLICY.workers(seen(4, 4, 40, 5, LONG))).isEqualTo(4);
        assertThat(POLICY.workers(seen(18, 18, 1000, 0, LONG))).isEqualTo(20);
    }

    @Test
    void waitsForTheEffectOfTheLastStep() {
        assertThat(POLICY.workers(seen(4, 4, 1000, 60, Duration.ofSeconds(9)))).isEqualTo(4);
        assertThat(POLICY.workers(seen(4, 0, 0, 0, Duration.ofSeconds(59)))).isEqualTo(4);
    }

    @Test
    void shrinksOneByOneWhenItIsCalm() {
        assertThat(POLICY.workers(seen(8, 4, 0, 0, LONG))).isEqualTo(7);
        assertThat(POLICY.workers(seen(8, 5, 0, 0, LONG))).isEqualTo(8);
        assertThat(POLICY.workers(seen(8, 0, 1, 0, LONG))).isEqualTo(8);
        assertThat(POLICY.workers(seen(2, 0, 0, 0, LONG))).isEqualTo(2);
    }

    @Property
    void neverLeavesItsBounds(
            @ForAll @IntRange(min = 1, max = 20) int workers,
            @ForAll @IntRange(min = 0, max = 20) int busy,
            @ForAll @IntRange(min = 0, max = 1_000_000) int ready,
            @ForAll @IntRange(min = 0, max = 100_000) int wait) {
        assertThat(POLICY.workers(seen(workers, busy, ready, wait, LONG))).isBetween(2, 20);
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertThatThrownBy(() -> new AutoScaling(5, 4, 10, LONG, LONG, LONG)).hasMessageContaining("scaling.least");
        assertThatThrownBy(() -> new AutoScaling(1, 4, 0, LONG, LONG, LONG)).hasMessageContaining("jobs-per-worker");
    }

    /** A simulated hour: each worker does 2 jobs/s; 5 jobs/s come in, then 30 for ten minutes, then 5 again. */
    @Test
    void followsTheLoadAndComesToRest() {
        Simulation queue = new Simulation(2);
        queue.run(Duration.ofMinutes(5), 3);
        assertThat(queue.workers).isEqualTo(2);
        queue.run(Duration.ofMinutes(10), 30);
        assertThat(queue.workers).isBetween(15, 20);
        assertThat(queue.ready).isLessThan(200);
        int changesInRush = queue.changes.size();
        assertThat(changesInRush).isLessThanOrEqualTo(8);
        queue.run(Duration.ofMinutes(45), 3);
        assertThat(queue.workers).isBetween(2, 4);
        assertThat(queue.ready).isZero();
        List<Integer> down = queue.changes.subList(changesInRush, queue.changes.size());
        assertThat(down).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private static final class Simulation {
        private static final Duration LOOK = Duration.ofSeconds(5);
        private static final int EACH_PER_SECOND = 2;

        private final List<Integer> changes = new ArrayList<>();
        private int workers;
        private double ready;
        private Duration sinceChange = LONG;

        Simulation(int workers) {
            this.workers = workers;
        }

        void run(Duration time, double perSecond) {
            for (long looks = time.dividedBy(LOOK); looks > 0; looks--) {
                double arrived = perSecond * LOOK.toSeconds();
                double possible = (double) workers * EACH_PER_SECOND * LOOK.toSeconds();
                double done = Math.min(ready + arrived, possible);
                ready = ready + arrived - done;
                int busy = (int) Math.ceil(workers * done / possible);
                long wait = (long) (ready / (workers * EACH_PER_SECOND));
                int next = POLICY.workers(seen(workers, busy, (long) ready, wait, sinceChange));
                sinceChange = next == workers ? sinceChange.plus(LOOK) : Duration.ZERO;
                if (next != workers) {
                    changes.add(next);
                }
                workers = next;
            }
        }
    }
}
