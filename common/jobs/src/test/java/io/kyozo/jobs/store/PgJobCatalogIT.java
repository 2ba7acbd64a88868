package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobFilter;
import io.kyozo.jobs.app.JobRecord;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgJobCatalogIT {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static JobDatabase database;

    private final String queue = "q-" + UUID.randomUUID();
    private final PgJobStore store = new PgJobStore(database.transactions());
    private final JobScope scope = new JobScope(UUID.randomUUID(), true, false);
    private final JobFilter letters = JobFilter.of(scope).queue(queue).states(Set.of(JobState.DISCARDED));
    private final PgJobCatalog catalog = new PgJobCatalog(database.transactions());
    private final PgJobHistory history = new PgJobHistory(database.transactions());
    private final PgJobReports reports = new PgJobReports(database.transactions());

    @BeforeAll
    static void open() {
        database = new JobDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private UUID put(String uniqueKey) {
        NewJob job =
                new NewJob(Uuid7.next(), queue, "t.t", Priority.NORMAL, "{\"a\":1}", null, 3, uniqueKey, null, "c");
        get(store.insertAll(List.of(job)));
        return job.id();
    }

    private UUID dead(String uniqueKey) {
        UUID id = put(uniqueKey);
        Held held = Held.of(get(store.claim(queue, 1, LEASE, "me")).get(0));
        AttemptError error = new AttemptError(1, ErrorClass.VALIDATION, "no such folder");
        assertThat(get(store.apply(held, new Transition.Discard(error)))).isTrue();
        return id;
    }

    private UUID of(JobScope whose) {
        NewJob job = new NewJob(
                Uuid7.next(), queue, "t.t", Priority.HIGH, "{\"a\":\"Needle\"}", null, 3, null, whose.team(), "c-7");
        get(store.insertAll(List.of(job)));
        return job.id();
    }

    private List<UUID> ids(JobFilter filter) {
        return get(catalog.list(filter, 10, Optional.empty())).stream()
                .map(JobRecord::id)
                .toList();
    }

    private int retry(JobFilter filter) {
        return get(database.transactions().inTransaction(tx -> catalog.retry(tx, filter)))
                .getOrDefault(queue, 0);
    }

    private int discard(JobFilter filter) {
        return get(database.transactions().inTransaction(tx -> catalog.discard(tx, filter)));
    }

    @Test
    void listsLiveAndFinishedJobsNewestFirstAndByPages() {
        UUID first = dead(null);
        UUID second = put(null);
        JobFilter all = JobFilter.of(scope).queue(queue);
        assertThat(ids(all)).containsExactly(second, first);
        JobRecord older = get(catalog.list(all, 10, Optional.of(second))).get(0);
        assertThat(older.id()).isEqualTo(first);
        assertThat(older.state()).isEqualTo(JobState.DISCARDED);
        assertThat(older.reason()).isEqualTo("no such folder");
        assertThat(older.errors()).contains("VALIDATION", "\"at\"");
        assertThat(get(catalog.list(all, 1, Optional.empty())))
                .extracting(JobRecord::id)
                .containsExactly(second);
    }

    @Test
    void findsByEachCriterion() {
        UUID letter = dead("key-of-mine");
        UUID waiting = put(null);
        UUID owned = of(scope);
        JobFilter all = JobFilter.of(scope).queue(queue);
        assertThat(ids(all.type("t.t"))).containsExactly(owned, waiting, letter);
        assertThat(ids(all.type("t.u"))).isEmpty();
        assertThat(ids(all.states(Set.of(JobState.AVAILABLE)))).containsExactly(owned, waiting);
        assertThat(ids(all.correlationId("c-7"))).containsExactly(owned);
        assertThat(ids(all.text("needle"))).containsExactly(owned);
        assertThat(ids(all.text("SUCH folder"))).containsExactly(letter);
        assertThat(ids(all.text("key-of"))).containsExactly(letter);
    }

    @Test
    void showsAndTouchesNoJobOutsideTheScope() {
        JobScope other = new JobScope(UUID.randomUUID(), false, false);
        UUID foreign = of(other);
        UUID ownerless = put(null);
        assertThat(ids(JobFilter.of(scope).queue(queue))).containsExactly(ownerless);
        assertThat(ids(JobFilter.of(other).queue(queue))).containsExactly(foreign);
        assertThat(ids(JobFilter.of(new JobScope(UUID.randomUUID(), false, true))
                        .queue(queue)))
                .containsExactly(ownerless, foreign);
        assertThat(get(catalog.find(scope, foreign))).isEmpty();
        Held held = Held.of(get(store.claim(queue, 1, LEASE, "me")).get(0));
        assertThat(held.id()).isEqualTo(foreign);
        get(store.apply(held, new Transition.Discard(new AttemptError(1, ErrorClass.VALIDATION, "no"))));
        assertThat(retry(letters)).isZero();
        assertThat(discard(letters)).isZero();
        assertThat(ids(JobFilter.of(other).queue(queue))).containsExactly(foreign);
    }

    @Test
    void bringsOneBackWithAllItsAttempts() {
        UUID id = dead(null);
        assertThat(retry(letters.id(id))).isEqualTo(1);
        assertThat(retry(letters.id(id))).isZero();
        ClaimedJob again = get(store.claim(queue, 1, LEASE, "me")).get(0);
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.fencingToken()).isGreaterThan(1);
    }

    @Test
    void bringsAllBackButNotBesideALiveJobWithTheSameKey() {
        UUID free = dead(null);
        UUID blocked = dead("key");
        put("key");
        assertThat(retry(letters.id(blocked))).isZero();
        assertThat(retry(letters)).isEqualTo(1);
        assertThat(ids(letters)).containsExactly(blocked).doesNotContain(free);
    }

    @Test
    void discardsDeadLettersForGoodAndNothingElse() {
        UUID id = dead(null);
        UUID waiting = put(null);
        assertThat(discard(letters.id(id))).isEqualTo(1);
        assertThat(discard(letters.id(id))).isZero();
        assertThat(discard(JobFilter.of(scope).queue(queue))).isZero();
        assertThat(ids(JobFilter.of(scope).queue(queue))).containsExactly(waiting);
    }

    @Test
    void keepsTheNewestOnly() {
        dead(null);
        UUID newest = dead(null);
        get(history.prune(JobState.DISCARDED, 1, Duration.ofDays(1)));
        assertThat(ids(letters)).containsExactly(newest);
        get(history.prune(JobState.DISCARDED, 1, Duration.ZERO));
        assertThat(ids(letters)).isEmpty();
    }

    @Test
    void countsByQueueAndStateAndAddsUpWhatWorkersDid() {
        dead(null);
        put(null);
        assertThat(get(reports.counts()))
                .contains(new JobReports.Count(queue, "discarded", 1), new JobReports.Count(queue, "available", 1));
        assertThat(get(reports.averageWait())).containsKey(queue);
        assertThat(get(reports.liveByType()).get("t.t").jobs()).isPositive();
        JobReports.Worked work = new JobReports.Worked(queue, queue, 2, 1, 1, 30);
        get(reports.add(List.of(work)));
        get(reports.add(List.of(work)));
        assertThat(get(reports.totals()))
                .filteredOn(totals -> totals.work().type().equals(queue))
                .singleElement()
                .satisfies(totals -> assertThat(totals.work()).isEqualTo(work.plus(work)))
                .satisfies(totals -> assertThat(totals.lastActiveAt()).isNotNull());
    }
}
