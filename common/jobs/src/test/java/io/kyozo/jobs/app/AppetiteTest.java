package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppetiteTest {
    private static final String QUEUE = "health";
    private static final UUID TEAM = UUID.randomUUID();

    private final AtomicLong now = new AtomicLong();
    private final Appetite appetite = appetite(QueueLimits.NONE);

    private Appetite appetite(QueueLimits limits) {
        EngineSettings settings = new EngineSettings(
                "me", Map.of(QUEUE, 4), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(20));
        return new Appetite(QUEUE, settings, limits, now::get);
    }

    private static Appetite.Load load(int busy, int buffered) {
        return new Appetite.Load(4, busy, buffered, 0, 0);
    }

    private static ClaimedJob job(Priority priority, UUID team) {
        return new ClaimedJob(
                UUID.randomUUID(),
                1,
                QUEUE,
                "t.t",
                "{}",
                1,
                3,
                team,
                "c",
                null,
                priority,
                Instant.EPOCH,
                Duration.ZERO);
    }

    private static List<ClaimedJob> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> job(Priority.NORMAL, TEAM))
                .toList();
    }

    private void answer(ClaimRequest request, int jobs, boolean more) {
        appetite.answered(request, new JobStore.Claimed(jobs(jobs), more), now.get());
    }

    /** As after a while in which ten jobs are done in a millisecond. */
    private void goFast() {
        now.addAndGet(Duration.ofMillis(10).toNanos());
        appetite.ended(100);
    }

    @Test
    void asksForNothingUntilWoken() {
        assertThat(appetite.next(load(0, 0))).isEmpty();
        appetite.woken();
        assertThat(appetite.next(load(1, 0)).orElseThrow().limit()).isEqualTo(3);
        assertThat(appetite.next(load(1, 0))).isEmpty();
    }

    @Test
    void claimsAheadWhatIsDoneInAMomentButNeverAJobAtItsLastAttempt() {
        appetite.woken();
        goFast();
        ClaimRequest ahead = appetite.next(load(0, 0)).orElseThrow();
        assertThat(ahead.limit()).isEqualTo(4 + 200);
        assertThat(ahead.lastAttempts()).isFalse();
    }

    @Test
    void looksForJobsAtTheirLastAttemptOnceNothingElseIsLeft() {
        appetite.woken();
        goFast();
        answer(appetite.next(load(0, 0)).orElseThrow(), 3, false);
        assertThat(appetite.next(load(4, 0))).isEmpty();
        ClaimRequest careful = appetite.next(load(2, 0)).orElseThrow();
        assertThat(careful.lastAttempts()).isTrue();
        assertThat(careful.limit()).isEqualTo(2);
        answer(careful, 0, false);
        assertThat(appetite.next(load(0, 0))).isEmpty();
    }

    @Test
    void goesOnWhereTheLastClaimEndedAndLooksAtAllWhenThatIsUsedUp() {
        appetite.woken();
        answer(appetite.next(load(0, 0)).orElseThrow(), 4, true);
        ClaimRequest on = appetite.next(load(0, 0)).orElseThrow();
        assertThat(on.stretches()).containsExactly(new ClaimRequest.Stretch(Priority.NORMAL, TEAM, Instant.EPOCH));
        answer(on, 1, false);
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches()).isNull();
    }

    @Test
    void ofABacklogEveryEighthClaimIsForThoseThatWaitTooLongEachPriorityInTurn() {
        appetite.woken();
        answer(appetite.next(load(0, 0)).orElseThrow(), 4, true);
        List<Priority> first = new ArrayList<>();
        int ordinary = 0;
        for (int i = 0; i < 6 * Appetite.PATIENT_TURN; i++) {
            ClaimRequest request = appetite.next(load(0, 0)).orElseThrow();
            if (request.waited().isZero()) {
                ordinary++;
            } else {
                first.add(request.priorities().get(0));
            }
            answer(request, 4, true);
        }
        assertThat(ordinary).isEqualTo(6 * (Appetite.PATIENT_TURN - 1));
        assertThat(first).hasSize(6).contains(Priority.LOW, Priority.NORMAL, Priority.HIGH);
    }

    @Test
    void whatWouldBeNextAnywayMayBeBegunBeforeAFloodIsClaimed() {
        appetite.woken();
        answer(appetite.next(load(0, 0)).orElseThrow(), 4, true);
        assertThat(appetite.isSated()).isFalse();
        assertThat(appetite.maySkipAhead(Priority.NORMAL, TEAM)).isFalse();
        assertThat(appetite.maySkipAhead(Priority.LOW, UUID.randomUUID())).isFalse();
        assertThat(appetite.maySkipAhead(Priority.CRITICAL, TEAM)).isTrue();
        assertThat(appetite.maySkipAhead(Priority.NORMAL, UUID.randomUUID())).isTrue();
    }

    @Test
    void looksForNewcomersThoughEnoughIsHeldButNotAllTheTime() {
        appetite.woken();
        goFast();
        answer(appetite.next(load(0, 0)).orElseThrow(), 204, true);
        assertThat(appetite.next(load(4, 190))).as("nobody came").isEmpty();
        appetite.woken();
        ClaimRequest peek = appetite.next(load(4, 190)).orElseThrow();
        assertThat(peek.stretches()).as("all of the queue").isNull();
        assertThat(peek.limit()).isEqualTo(10);
        long askedAt = now.get();
        now.addAndGet(Duration.ofMillis(2).toNanos());
        appetite.answered(peek, new JobStore.Claimed(jobs(4), true), askedAt);
        appetite.woken();
        assertThat(appetite.next(load(4, 190))).as("just looked").isEmpty();
        now.addAndGet(Duration.ofMillis(4).toNanos());
        appetite.ended(60);
        assertThat(appetite.next(load(4, 190))).as("a while later").isPresent();
    }

    @Test
    void looksForNewcomersThoughMoreIsHeldThanIsDoneInAMomentUpToTwiceThat() {
        appetite.woken();
        goFast();
        answer(appetite.next(load(0, 0)).orElseThrow(), 204, true);
        appetite.woken();
        assertThat(appetite.next(load(4, 404))).as("twice as many").isEmpty();
        ClaimRequest peek = appetite.next(load(4, 300)).orElseThrow();
        assertThat(peek.stretches()).as("all of the queue").isNull();
        assertThat(peek.limit()).isEqualTo(4);
    }

    /** Looks at all of the queue, each of which takes so long. */
    private void look(Duration took) {
        ClaimRequest request = appetite.next(load(0, 0)).orElseThrow();
        assertThat(request.stretches()).as("all of the queue").isNull();
        long askedAt = now.get();
        now.addAndGet(took.toNanos());
        appetite.answered(request, new JobStore.Claimed(jobs(1), false), askedAt);
    }

    @Test
    void whereALookAtAllTakesLongNewcomersAreLookedForWhereTheyCameLately() {
        appetite.woken();
        look(Duration.ofMillis(20));
        appetite.woken();
        look(Duration.ofMillis(20));
        appetite.woken();
        ClaimRequest near = appetite.next(load(0, 0)).orElseThrow();
        assertThat(near.stretches()).containsExactly(nearby());
        answer(near, 1, false);
        assertThat(appetite.next(load(0, 0))).as("nobody came").isEmpty();
        assertThat(appetite.pause()).isEqualTo(Duration.ofMillis(180));
        appetite.woken();
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches()).isNotNull();
        now.addAndGet(Duration.ofMillis(180).toNanos());
        appetite.woken();
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches()).isNull();
    }

    @Test
    void inAFloodTooThoseWhoCameLatelyAreLookedForWhereALookAtAllTakesLong() {
        appetite.woken();
        look(Duration.ofMillis(20));
        appetite.woken();
        ClaimRequest all = appetite.next(load(0, 0)).orElseThrow();
        long askedAt = now.get();
        now.addAndGet(Duration.ofMillis(20).toNanos());
        UUID flooding = UUID.randomUUID();
        appetite.answered(
                all,
                new JobStore.Claimed(
                        List.of(
                                job(Priority.NORMAL, flooding),
                                job(Priority.NORMAL, flooding),
                                job(Priority.NORMAL, flooding),
                                job(Priority.NORMAL, TEAM)),
                        true),
                askedAt);
        now.addAndGet(Duration.ofMillis(40).toNanos());
        appetite.ended(800);
        assertThat(appetite.next(load(4, 50)).orElseThrow().stretches())
                .as("what there is more of")
                .doesNotContain(nearby());
        appetite.woken();
        ClaimRequest peek = appetite.next(load(4, 190)).orElseThrow();
        assertThat(peek.stretches()).containsExactly(nearby());
        answer(peek, 1, false);
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches())
                .as("what there is more of is not forgotten")
                .hasSize(1)
                .doesNotContain(nearby());
    }

    /** Of what there was room for, each place was given half; one had no jobs at all. */
    @Test
    void thereMayBeMoreWhereAnEvenShareWasTakenThoughOtherPlacesHadNone() {
        UUID other = UUID.randomUUID();
        appetite.woken();
        ClaimRequest all = appetite.next(load(0, 0)).orElseThrow();
        List<ClaimedJob> both = List.of(
                job(Priority.NORMAL, TEAM),
                job(Priority.NORMAL, TEAM),
                job(Priority.NORMAL, other),
                job(Priority.NORMAL, other));
        appetite.answered(all, new JobStore.Claimed(both, true), now.get());
        ClaimRequest on = appetite.next(load(0, 0)).orElseThrow();
        assertThat(on.stretches()).hasSize(2);
        answer(on, 2, true);
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches())
                .containsExactly(new ClaimRequest.Stretch(Priority.NORMAL, TEAM, Instant.EPOCH));
    }

    private static ClaimRequest.Stretch nearby() {
        return new ClaimRequest.Stretch(Priority.NORMAL, TEAM, Instant.EPOCH.minusMillis(500));
    }

    @Test
    void oneSlowLookMayHaveWaitedForTheDisk() {
        appetite.woken();
        look(Duration.ofMillis(1));
        appetite.woken();
        look(Duration.ofMillis(50));
        appetite.woken();
        assertThat(appetite.next(load(0, 0)).orElseThrow().stretches()).isNull();
    }

    @Test
    void claimsNothingAheadFromAQueueWithLimits() {
        Appetite guarded = appetite(new QueueLimits(10, null, Duration.ofSeconds(1), Map.of()));
        guarded.woken();
        now.addAndGet(Duration.ofMillis(10).toNanos());
        guarded.ended(100);
        Optional<ClaimRequest> request = guarded.next(load(0, 0));
        assertThat(request.orElseThrow().limit()).isEqualTo(4);
        assertThat(guarded.isSated()).isFalse();
        assertThat(guarded.maySkipAhead(Priority.CRITICAL, TEAM)).isFalse();
    }
}
