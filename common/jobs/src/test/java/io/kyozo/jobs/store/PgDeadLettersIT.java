package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.DeadLetters;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgDeadLettersIT {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static JobDatabase database;

    private final String queue = "q-" + UUID.randomUUID();
    private final PgJobStore store = new PgJobStore(database.transactions());
    private final PgDeadLetters letters = new PgDeadLetters(database.transactions());
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

    @Test
    void listsNewestFirstAndByPages() {
        UUID first = dead(null);
        UUID second = dead(null);
        assertThat(get(letters.list(queue, 10, null)))
                .extracting(DeadLetters.Letter::id)
                .containsExactly(second, first);
        DeadLetters.Letter older = get(letters.list(queue, 10, second)).get(0);
        assertThat(older.id()).isEqualTo(first);
        assertThat(older.reason()).isEqualTo("no such folder");
        assertThat(older.errors()).contains("VALIDATION", "\"at\"");
    }

    @Test
    void bringsOneBackWithAllItsAttempts() {
        UUID id = dead(null);
        assertThat(get(letters.retry(queue, id))).isTrue();
        assertThat(get(letters.retry(queue, id))).isFalse();
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
        assertThat(get(letters.retry(queue, blocked))).isFalse();
        assertThat(get(letters.retryAll(queue))).isEqualTo(1);
        assertThat(get(letters.list(queue, 10, null)))
                .extracting(DeadLetters.Letter::id)
                .containsExactly(blocked)
                .doesNotContain(free);
    }

    @Test
    void discardsForGood() {
        UUID id = dead(null);
        assertThat(get(letters.discard(queue, id))).isTrue();
        assertThat(get(letters.discard(queue, id))).isFalse();
    }

    @Test
    void keepsTheNewestOnly() {
        dead(null);
        UUID newest = dead(null);
        get(letters.prune(JobState.DISCARDED, 1, Duration.ofDays(1)));
        assertThat(get(letters.list(queue, 10, null)))
                .extracting(DeadLetters.Letter::id)
                .containsExactly(newest);
        get(letters.prune(JobState.DISCARDED, 1, Duration.ZERO));
        assertThat(get(letters.list(queue, 10, null))).isEmpty();
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
