package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.engine.ClaimedJob;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which attempts count when a worker dies. */
class AttemptCountIT extends OwnJobs {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private ClaimedJob claim() {
        List<ClaimedJob> claimed = get(store.claim(TestEngine.QUEUE, 1, LEASE, "me"));
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private void fallSilent() {
        leasesRunOut();
        assertThat(get(store.rescue(100))).isNotEmpty();
    }

    @Test
    void aJobIsChargedForAnAttemptThatHadBegunWhenItsWorkerDied() {
        put(3);
        get(store.begun(List.of(Held.of(claim()))));
        fallSilent();
        assertThat(claim().attempt()).isEqualTo(2);
    }

    @Test
    void aJobThatWasHeldButNotBegunIsNotChargedNotEvenForItsLastAttempt() {
        put(1);
        claim();
        fallSilent();
        assertThat(claim().attempt()).isEqualTo(1);
    }

    /** It may be the job that kills the worker, before that can say that it has begun. */
    @Test
    void isChargedFromTheThirdTimeOnThatItIsNotKnownToHaveBegun() {
        UUID id = put(1);
        for (int death = 1; death <= 3; death++) {
            assertThat(claim().attempt()).isEqualTo(1);
            fallSilent();
        }
        assertThat(get(database.transactions().query("select state from job_history where id = $1", id)))
                .extracting(row -> row.getString("state"))
                .containsExactly("discarded");
    }

    @Test
    void anInstanceTellsWhichOfItsJobsHaveBegun() {
        JobEngine engine = TestEngine.create(database.transactions(), new Endless(), 1, LEASE);
        UUID first = put(3);
        engine.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        get(database.transactions().query("select id from job_claim where $1 = any (begun)", first))
                                        .size()
                                == 1);
        int handedBack = get(engine.stop(Duration.ZERO));
        assertThat(handedBack).isEqualTo(1);
    }

    private record Endless() implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            return Uni.createFrom().nothing();
        }
    }
}
