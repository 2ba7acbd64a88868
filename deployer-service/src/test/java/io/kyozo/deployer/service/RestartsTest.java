package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Instant now = START;

    private Restarts after(Restarts restarts, Duration run) {
        now = now.plus(run);
        return restarts.ended(now);
    }

    private Restarts again(Restarts restarts) {
        now = restarts.nextAt();
        return restarts.again(now);
    }

    @Test
    void whatEndsItFromOutsideCountsAsNoEndAndNeedsNoRest() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Restarts once = Restarts.started(start).ended(start.plusSeconds(1)).again(start.plusSeconds(11));
        Restarts interrupted = once.interrupted(start.plusSeconds(20));
        assertThat(interrupted.inARow()).isEqualTo(1);
        assertThat(interrupted.isDue(start.plusSeconds(20))).isTrue();
        assertThat(once.interrupted(start.plusSeconds(700)).inARow()).isZero();
    }

    @Test
    void restsForTenSecondsAndTwiceAsLongEachTimeUpToFiveMinutes() {
        List<Long> rests = new ArrayList<>();
        Restarts restarts = Restarts.started(now);
        for (int end = 0; end < 8; end++) {
            restarts = after(restarts, Duration.ofSeconds(1));
            rests.add(Duration.between(now, restarts.nextAt()).toSeconds());
            restarts = again(restarts);
        }
        assertThat(rests).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void doesNotOverflowHoweverOftenItEnds() {
        assertThat(IntStream.of(0, 1, 31, 63, 64, 1000, Integer.MAX_VALUE).mapToObj(Restarts::rest))
                .allSatisfy(rest -> assertThat(rest).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(5)));
    }

    @Test
    void mayBeStartedAgainWhenItHasRestedAndNotBefore() {
        Restarts ended = Restarts.started(now).ended(now);
        assertThat(ended.isDue(now)).isFalse();
        assertThat(ended.isDue(now.plusSeconds(10).minusNanos(1))).isFalse();
        assertThat(ended.isDue(now.plusSeconds(10))).isTrue();
        assertThat(ended.isDue(now.plusSeconds(3600))).isTrue();
    }

    @Test
    void countsAnewAfterTenMinutesOfRunning() {
        Restarts restarts = again(after(Restarts.started(now), Duration.ofSeconds(3)));
        restarts = again(after(restarts, Duration.ofSeconds(3)));
        assertThat(restarts.inARow()).isEqualTo(2);
        restarts = after(restarts, Restarts.STEADY_AFTER);
        assertThat(restarts.inARow()).isEqualTo(1);
        assertThat(Duration.between(now, restarts.nextAt())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void goesOnCountingJustBeforeTenMinutes() {
        Restarts restarts = again(after(Restarts.started(now), Duration.ofSeconds(3)));
        restarts = after(restarts, Restarts.STEADY_AFTER.minusMillis(1));
        assertThat(restarts.inARow()).isEqualTo(2);
    }

    @Test
    void forgetsWhenItIsReviewedAfterTenMinutes() {
        Restarts restarts = again(after(Restarts.started(now), Duration.ofSeconds(3)));
        assertThat(restarts.reviewed(now.plusSeconds(599))).isEqualTo(restarts);
        Restarts reviewed = restarts.reviewed(now.plusSeconds(600));
        assertThat(reviewed.inARow()).isZero();
        assertThat(reviewed.runningSince()).isEqualTo(restarts.runningSince());
    }

    @Test
    void restingIsNoRunning() {
        Restarts ended = Restarts.started(now).ended(now);
        assertThat(ended.isSteady(now.plus(Duration.ofDays(1)))).isFalse();
        assertThat(ended.reviewed(now.plus(Duration.ofDays(1)))).isEqualTo(ended);
    }

    @Test
    void anEndWhileItRestsCountsToo() {
        // Such as a start that was refused.
        Restarts ended = Restarts.started(now).ended(now).ended(now.plusSeconds(10));
        assertThat(ended.inARow()).isEqualTo(2);
        assertThat(ended.nextAt()).isEqualTo(now.plusSeconds(30));
    }

    @Test
    void loopsFromTheThresholdOn() {
        Restarts restarts = Restarts.started(now);
        List<Boolean> loops = new ArrayList<>();
        for (int end = 0; end < 4; end++) {
            restarts = after(restarts, Duration.ofSeconds(1));
            loops.add(restarts.isLoop(3));
            restarts = again(restarts);
        }
        assertThat(loops).containsExactly(false, false, true, true);
    }

    @Test
    void noLongerLoopsOnceItRanForLong() {
        Restarts restarts = Restarts.started(now);
        for (int end = 0; end < 5; end++) {
            restarts = again(after(restarts, Duration.ofSeconds(1)));
        }
        assertThat(restarts.isLoop(3)).isTrue();
        assertThat(restarts.reviewed(now.plus(Restarts.STEADY_AFTER)).isLoop(3)).isFalse();
        assertThat(after(restarts, Restarts.STEADY_AFTER).isLoop(3)).isFalse();
    }

    @Test
    void aClockThatWasPutBackNeitherForgetsNorHurries() {
        Restarts restarts = again(after(Restarts.started(now), Duration.ofSeconds(1)));
        Instant earlier = now.minus(Duration.ofHours(1));
        assertThat(restarts.isSteady(earlier)).isFalse();
        assertThat(restarts.ended(earlier).inARow()).isEqualTo(2);
        assertThat(restarts.ended(now).isDue(earlier)).isFalse();
    }

    @Property(tries = 200)
    void whateverHappensTheRestIsBetweenTenSecondsAndFiveMinutes(
            @ForAll @Size(max = 40) List<@IntRange(max = 1200) Integer> runs) {
        now = START;
        Restarts restarts = Restarts.started(now);
        for (int seconds : runs) {
            int before = restarts.inARow();
            restarts = after(restarts, Duration.ofSeconds(seconds));
            assertThat(restarts.inARow()).isEqualTo(seconds >= 600 ? 1 : before + 1);
            assertThat(Duration.between(now, restarts.nextAt()))
                    .isBetween(Duration.ofSeconds(10), Duration.ofMinutes(5))
                    .isEqualTo(Restarts.rest(restarts.inARow()));
            assertThat(restarts.runningSince()).isNull();
            restarts = again(restarts);
        }
    }
}
