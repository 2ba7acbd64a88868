package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.ClaimRequest;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.QueueLimits;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueLimitsIT {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String TYPE = "t.t";

    private static JobDatabase database;

    private final String queue = "q-" + UUID.randomUUID();
    private final PgJobStore store = new PgJobStore(database.transactions());

    @BeforeAll
    static void open() {
        database = new JobDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private NewJob job(Priority priority, @Nullable UUID team, @Nullable String key) {
        return job(TYPE, priority, team, key);
    }

    private NewJob job(String type, Priority priority, @Nullable UUID team, @Nullable String key) {
        return new NewJob(Uuid7.next(), queue, type, priority, "{}", null, 3, null, team, "c", key);
    }

    private void put(int jobs, @Nullable UUID team, @Nullable String key) {
        get(store.insertAll(IntStream.range(0, jobs)
                .mapToObj(i -> job(Priority.NORMAL, team, key))
                .toList()));
    }

    private ClaimRequest asking(int limit, QueueLimits limits) {
        return ClaimRequest.any(queue, limit, LEASE, "me").within(limits);
    }

    private List<ClaimedJob> claim(int limit, QueueLimits limits) {
        return get(store.claim(asking(limit, limits))).jobs();
    }

    private List<ClaimedJob> claimTogether(int claims, int limit, QueueLimits limits) {
        List<Uni<List<ClaimedJob>>> all = IntStream.range(0, claims)
                .mapToObj(i -> store.claim(asking(limit, limits)).map(claimed -> claimed.jobs()))
                .toList();
        return get(Uni.join().all(all).andCollectFailures()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private void complete(List<ClaimedJob> jobs) {
        get(store.complete(jobs.stream().map(Held::of).toList()));
    }

    @Test
    void noMoreThanTheLimitAreHeldHoweverManyInstancesClaimAtOnce() {
        put(30, null, null);
        QueueLimits three = new QueueLimits(3, null, Duration.ofSeconds(1), Map.of());
        List<ClaimedJob> held = claimTogether(8, 5, three);
        assertThat(held).hasSize(3);
        assertThat(claim(5, three)).isEmpty();
        complete(held.subList(0, 2));
        assertThat(claimTogether(8, 5, three)).hasSize(2);
    }

    @Test
    void oneJobOfAKeyIsHeldAtOnceAndOthersAreNotHeldUpByAKeyWithManyJobs() {
        QueueLimits one = new QueueLimits(null, null, Duration.ofSeconds(1), Map.of(TYPE, 1));
        put(2000, null, "busy");
        put(3, null, "other");
        put(2, null, null);
        List<ClaimedJob> held = claimTogether(8, 5, one);
        assertThat(held).hasSize(4);
        assertThat(keys(held)).containsOnly(Map.entry("busy", 1), Map.entry("other", 1), Map.entry("none", 2));
        assertThat(claim(5, one)).isEmpty();
        complete(held);
        assertThat(keys(claimTogether(8, 5, one))).containsOnly(Map.entry("busy", 1), Map.entry("other", 1));
    }

    @Test
    void aJobIsNotBegunBesideMoreOfItsKeyThanItsOwnTypeAllowsThoughAnotherTypeAllowsMore() {
        QueueLimits limits = new QueueLimits(null, null, Duration.ofSeconds(1), Map.of(TYPE, 3, "t.alone", 1));
        put(1, null, "shared");
        get(store.insertAll(List.of(job("t.alone", Priority.NORMAL, null, "shared"))));
        put(1, null, "shared");
        List<ClaimedJob> held = claim(5, limits);
        assertThat(held).extracting(ClaimedJob::type).containsExactly(TYPE, TYPE);
        complete(held);
        assertThat(claim(5, limits)).extracting(ClaimedJob::type).containsExactly("t.alone");
    }

    private Map<String, Integer> keys(List<ClaimedJob> jobs) {
        Map<String, Integer> counts = new HashMap<>();
        UUID[] ids = jobs.stream().map(ClaimedJob::id).toArray(UUID[]::new);
        get(database.transactions()
                        .query("select coalesce(concurrency_key, 'none') as key from job where id = any($1)", (Object)
                                ids))
                .forEach(row -> counts.merge(row.getString("key"), 1, Integer::sum));
        return counts;
    }

    @Test
    void aWorkerThatFellSilentHoldsItsKeyNoLongerThanItsLease() {
        QueueLimits one = new QueueLimits(null, null, Duration.ofSeconds(1), Map.of(TYPE, 1));
        put(2, null, "service");
        assertThat(claim(5, one)).hasSize(1);
        get(database.transactions()
                .update("update job_claim set lease_until = now() - interval '1 second' where queue = $1", queue));
        get(store.rescue(100));
        assertThat(claim(5, one)).hasSize(1);
    }

    @Test
    void noMoreAreBegunInAPeriodThanItsLimit() {
        put(30, null, null);
        QueueLimits fiveAnHour = new QueueLimits(null, 5, Duration.ofHours(1), Map.of());
        assertThat(claimTogether(8, 2, fiveAnHour)).hasSize(5);
        assertThat(claim(20, fiveAnHour)).isEmpty();
        get(database.transactions()
                .update("update job_queue set starts_at = starts_at - interval '24 minutes' where name = $1", queue));
        assertThat(claim(20, fiveAnHour)).hasSize(2);
    }

    @Test
    void eachTeamHasItsShareOfAClaimWhateverWaitsBeforeIt() {
        UUID flooding = UUID.randomUUID();
        List<UUID> others = Stream.generate(UUID::randomUUID).limit(3).toList();
        put(2000, flooding, null);
        others.forEach(team -> put(10, team, null));
        Map<UUID, Integer> served = new HashMap<>();
        claim(20, QueueLimits.NONE).forEach(job -> served.merge(job.teamId(), 1, Integer::sum));
        assertThat(served)
                .hasSize(4)
                .allSatisfy((team, jobs) -> assertThat(jobs).isEqualTo(5));
    }

    @Test
    void teamsTakeTurnsWhereJobsAreClaimedOneByOne() {
        List<UUID> teams = Stream.generate(UUID::randomUUID).limit(4).toList();
        teams.forEach(team -> put(3, team, null));
        UUID last = null;
        List<UUID> served = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            last = get(store.claim(asking(1, QueueLimits.NONE).after(last)))
                    .jobs()
                    .get(0)
                    .teamId();
            served.add(last);
        }
        assertThat(served.subList(0, 4)).containsExactlyInAnyOrderElementsOf(teams);
        assertThat(Collections.frequency(served, teams.get(0))).isEqualTo(2);
    }

    @Test
    void aClaimForThosePassedOverServesWhatHasWaitedLongWhateverItsPriority() {
        put(5, null, null);
        UUID low = Uuid7.next();
        get(store.insertAll(List.of(
                new NewJob(low, queue, TYPE, Priority.LOW, "{}", null, 3, null, null, "c"),
                job(Priority.CRITICAL, null, null))));
        get(database.transactions().update("update job set run_at = run_at - interval '2 minutes' where id = $1", low));
        List<Priority> reversed = List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.CRITICAL);
        ClaimRequest patient = asking(3, QueueLimits.NONE).patient(reversed, Duration.ofMinutes(1));
        assertThat(get(store.claim(patient)).jobs()).extracting(ClaimedJob::id).containsExactly(low);
        assertThat(get(store.claim(patient)).jobs()).isEmpty();
    }
}
