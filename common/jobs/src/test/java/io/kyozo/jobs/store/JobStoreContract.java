package io.kyozo.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of jobs must do. */
abstract class JobStoreContract {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final AttemptError ERROR = new AttemptError(1, ErrorClass.PROCESSING, "broken \"badly\"");

    /** Unique to each test, so that tests do not see each other's jobs. */
    private final String queue = "q-" + UUID.randomUUID();

    abstract JobStore store();

    /** The job's state, or {@code none}. */
    abstract String state(UUID id);

    /** Lets the leases of all held jobs of the queue run out. */
    abstract void expireLeases(String ofQueue);

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> together(List<Uni<T>> all) {
        return get(Uni.join().all(all).andCollectFailures());
    }

    private NewJob job(String name, Priority priority, Instant runAt, String unique, int maxAttempts) {
        return new NewJob(
                Uuid7.next(),
                queue,
                queue + ".type",
                priority,
                "{\"name\":\"" + name + "\"}",
                runAt,
                maxAttempts,
                unique,
                null,
                "c-1");
    }

    private NewJob job(String name) {
        return job(name, Priority.NORMAL, null, null, 3);
    }

    private UUID put(NewJob job) {
        get(store().insertAll(List.of(job)));
        return job.id();
    }

    private List<ClaimedJob> claim(int limit) {
        return get(store().claim(queue, limit, LEASE, "me"));
    }

    private ClaimedJob claimOne() {
        List<ClaimedJob> claimed = claim(1);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    @Test
    void claimsWhatWasPutIn() {
        UUID team = UUID.randomUUID();
        NewJob job = new NewJob(
                Uuid7.next(), queue, "t.t", Priority.HIGH, "{\"a\": [1, \"ü\"]}", null, 7, null, team, "c-9");
        put(job);
        ClaimedJob claimed = claimOne();
        assertThat(claimed.id()).isEqualTo(job.id());
        assertThat(claimed.args()).isEqualTo("{\"a\": [1, \"ü\"]}");
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(claimed.maxAttempts()).isEqualTo(7);
        assertThat(claimed.teamId()).isEqualTo(team);
        assertThat(claimed.correlationId()).isEqualTo("c-9");
        assertThat(claimed.waited()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
    }

    @Test
    void claimsAJobOnce() {
        put(job("a"));
        assertThat(claim(10)).hasSize(1);
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void claimsMostUrgentFirstThenOldest() {
        UUID low = put(job("low", Priority.LOW, null, null, 3));
        UUID first = put(job("first"));
        UUID second = put(job("second"));
        UUID critical = put(job("critical", Priority.CRITICAL, null, null, 3));
        assertThat(IntStream.range(0, 4).mapToObj(i -> claimOne().id())).containsExactly(critical, first, second, low);
    }

    @Test
    void doesNotClaimBeforeTheTime() {
        UUID later = put(job("later", Priority.NORMAL, Instant.now().plusSeconds(3600), null, 3));
        assertThat(state(later)).isEqualTo("scheduled");
        assertThat(get(store().promote(100)).queues()).doesNotContain(queue);
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void makesJobsAvailableWhenTheirTimeComes() {
        put(job("failed"));
        Held held = Held.of(claimOne());
        assertThat(get(store().apply(held, new Transition.Retry(Duration.ZERO, ERROR))))
                .isTrue();
        assertThat(state(held.id())).isEqualTo("retryable");
        assertThat(get(store().promote(1000)).queues()).contains(queue);
        ClaimedJob again = claimOne();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.fencingToken()).isGreaterThan(held.fencingToken());
    }

    @Test
    void tellsHowLongUntilTheNextJobIsDue() {
        put(job("soon", Priority.NORMAL, Instant.now().plusSeconds(50), null, 3));
        assertThat(get(store().promote(1000)).nextDue()).isBetween(Duration.ZERO, Duration.ofSeconds(51));
    }

    @Test
    void completesManyAtOnceAndOnlyWhatIsHeld() {
        IntStream.range(0, 3).forEach(i -> put(job("j" + i)));
        List<Held> held = claim(3).stream().map(Held::of).toList();
        Held stale = new Held(held.get(2).id(), held.get(2).fencingToken() - 1);
        assertThat(get(store().complete(List.of(held.get(0), held.get(1), stale))))
                .containsExactlyInAnyOrder(held.get(0).id(), held.get(1).id());
        assertThat(state(held.get(0).id())).isEqualTo("completed");
        assertThat(state(held.get(2).id())).isEqualTo("executing");
    }

    /** By the store's clock, which the caller's may differ from: held jobs are begun in that order. */
    @Test
    void tellsOfAJobHeldFromItsInsertWhenItBecameReady() {
        NewJob job = job("mine");
        JobStore.Begun begun = get(store().insertAll(List.of(job), Set.of(job.id()), LEASE, "me"))
                .held()
                .get(job.id());
        assertThat(begun).isNotNull();
        assertThat(get(store().handBack(List.of(new Held(job.id(), begun.fencingToken())))))
                .isEqualTo(1);
        assertThat(claimOne().runAt()).isEqualTo(begun.runAt());
    }

    @Test
    void refusesASecondCompletion() {
        put(job("once"));
        Held held = Held.of(claimOne());
        assertThat(get(store().complete(List.of(held)))).hasSize(1);
        assertThat(get(store().complete(List.of(held)))).isEmpty();
    }

    static List<Transition> transitions() {
        return List.of(
                new Transition.Complete(),
                new Transition.Retry(Duration.ofSeconds(9), ERROR),
                new Transition.Snooze(Duration.ofSeconds(9)),
                new Transition.Cancel("not needed"),
                new Transition.Discard(ERROR));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void appliesWhatWasDecidedOnce(Transition transition) {
        put(job("x"));
        Held held = Held.of(claimOne());
        assertThat(get(store().apply(held, transition))).isTrue();
        assertThat(state(held.id())).isEqualTo(transition.to().label());
        assertThat(get(store().apply(held, transition))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void refusesALateWorkerWhateverItSays(Transition transition) {
        put(job("x"));
        Held late = Held.of(claimOne());
        expireLeases(queue);
        get(store().rescue(100));
        Held now = Held.of(claimOne());
        assertThat(now.fencingToken()).isGreaterThan(late.fencingToken());
        assertThat(get(store().apply(late, transition))).isFalse();
        assertThat(get(store().progress(late, 10, "late"))).isFalse();
        assertThat(get(store().heartbeat(List.of(late), LEASE))).isEmpty();
        assertThat(get(store().handBack(List.of(late)))).isZero();
        assertThat(state(late.id())).isEqualTo("executing");
        assertThat(get(store().complete(List.of(now)))).containsExactly(now.id());
    }

    @Test
    void aSnoozeGivesTheAttemptBackButNotTheToken() {
        put(job("x"));
        ClaimedJob first = claimOne();
        get(store().apply(Held.of(first), new Transition.Snooze(Duration.ZERO)));
        get(store().promote(1000));
        ClaimedJob second = claimOne();
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
    }

    @Test
    void rescuesJobsPastTheLeaseOnceAndNoOthers() {
        put(job("silent"));
        Held held = Held.of(claimOne());
        UUID silent = held.id();
        get(store().begun(List.of(held)));
        assertThat(get(store().rescue(100))).noneMatch(job -> job.id().equals(silent));
        expireLeases(queue);
        assertThat(get(store().rescue(100)))
                .filteredOn(job -> job.queue().equals(queue))
                .containsExactly(new JobStore.Rescued(silent, queue, queue + ".type", false));
        assertThat(get(store().rescue(100))).noneMatch(job -> job.id().equals(silent));
        assertThat(claimOne().attempt()).isEqualTo(2);
    }

    @Test
    void aHeartbeatKeepsAJobFromBeingRescued() {
        put(job("busy"));
        Held held = Held.of(claimOne());
        expireLeases(queue);
        assertThat(get(store().heartbeat(List.of(held), LEASE)))
                .containsExactly(java.util.Map.entry(held.id(), Optional.empty()));
        assertThat(get(store().rescue(100))).noneMatch(job -> job.id().equals(held.id()));
    }

    @Test
    void aJobThatSilencesItsWorkerAtTheLastAttemptIsADeadLetter() {
        UUID id = put(job("killer", Priority.NORMAL, null, null, 1));
        get(store().begun(List.of(Held.of(claimOne()))));
        expireLeases(queue);
        assertThat(get(store().rescue(100)))
                .filteredOn(job -> job.id().equals(id))
                .singleElement()
                .matches(JobStore.Rescued::discarded);
        assertThat(state(id)).isEqualTo("discarded");
    }

    @Test
    void handsBackWithoutCountingTheAttempt() {
        put(job("x"));
        ClaimedJob first = claimOne();
        assertThat(get(store().handBack(List.of(Held.of(first))))).isEqualTo(1);
        assertThat(claimOne().attempt()).isEqualTo(1);
    }

    @Test
    void aUniqueKeyHasOneLiveJob() {
        NewJob first = job("first", Priority.NORMAL, null, "key", 3);
        put(first);
        NewJob second = job("second", Priority.NORMAL, null, "key", 3);
        assertThat(get(store().insertAll(List.of(second)))).isEmpty();
        assertThat(get(store().findUnique(queue + ".type", "key"))).contains(first.id());
        get(store().complete(List.of(Held.of(claimOne()))));
        assertThat(get(store().insertAll(List.of(second)))).containsExactly(second.id());
    }

    @Test
    void aUniqueKeyHasOneLiveJobUnderConcurrency() {
        List<Uni<Set<UUID>>> all = IntStream.range(0, 20)
                .mapToObj(i -> store().insertAll(List.of(job("j" + i, Priority.NORMAL, null, "one", 3))))
                .toList();
        assertThat(together(all).stream().mapToInt(Set::size).sum()).isEqualTo(1);
    }

    @Test
    void competingClaimsShareTheJobsWithoutOverlap() {
        get(store().insertAll(
                        IntStream.range(0, 200).mapToObj(i -> job("j" + i)).toList()));
        List<Uni<List<ClaimedJob>>> all = IntStream.range(0, 8)
                .mapToObj(i -> store().claim(queue, 25, LEASE, "w" + i))
                .toList();
        Set<UUID> seen = new HashSet<>();
        together(all)
                .forEach(claimed ->
                        claimed.forEach(job -> assertThat(seen.add(job.id())).isTrue()));
        // A claim may skip rows that another one was just taking; what is left is there for the next.
        claim(200).forEach(job -> assertThat(seen.add(job.id())).isTrue());
        assertThat(seen).hasSize(200);
    }

    @Test
    void cancelsWhatWaitsTellsWhatRunsAndKnowsWhatIsGone() {
        UUID waiting = put(job("waiting"));
        assertThat(get(store().cancel(waiting, "no"))).isEqualTo(JobStore.Cancellation.CANCELLED);
        assertThat(state(waiting)).isEqualTo("cancelled");
        put(job("running"));
        Held running = Held.of(claimOne());
        assertThat(get(store().cancel(running.id(), "no"))).isEqualTo(JobStore.Cancellation.REQUESTED);
        assertThat(get(store().heartbeat(List.of(running), LEASE)).get(running.id()))
                .contains("no");
        assertThat(get(store().cancel(waiting, "no"))).isEqualTo(JobStore.Cancellation.NOT_LIVE);
    }

    @Test
    void aJobCalledOffWhileItsWorkerFellSilentIsClaimedWithTheReason() {
        put(job("x"));
        Held held = Held.of(claimOne());
        get(store().cancel(held.id(), "no"));
        expireLeases(queue);
        get(store().rescue(100));
        assertThat(claimOne().cancelReason()).isEqualTo("no");
    }
}
