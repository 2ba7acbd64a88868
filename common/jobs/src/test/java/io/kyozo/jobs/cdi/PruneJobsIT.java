package io.kyozo.jobs.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class PruneJobsIT {
    private static final String FINISHED = """
            insert into job_history (id, queue, type, state, priority, args, attempt, max_attempts, fencing_token,
                                     correlation_id, errors, progress, progress_message, created_at, finished_at)
            select gen_random_uuid(), 'health', 'test.echo', $1, 2, '{}', 1, 3, n, 'c', '[]', 100, '', now(),
                   now() - n * interval '1 second' - cast($2 as text)::interval
            from generate_series(1, 120) as n""";

    @Inject
    Jobs jobs;

    @Inject
    JobTables tables;

    private long kept(String state) {
        return tables.query("select count(*) as n from job_history where queue = 'health' and state = $1", state)
                .get(0)
                .getLong("n");
    }

    private void prune() {
        UUID id = jobs.enqueue(JobRequest.of(PruneJobs.TYPE, new io.kyozo.jobs.Chore.NoArgs()))
                .await()
                .atMost(Duration.ofSeconds(5));
        tables.awaitState(id, "completed");
    }

    @Test
    void keepsTheNewestHundredCompletedAndFiftyFailedOfAQueue() {
        tables.update(FINISHED, "completed", "0 s");
        tables.update(FINISHED, "discarded", "0 s");
        prune();
        assertThat(kept("completed")).isEqualTo(100);
        assertThat(kept("discarded")).isEqualTo(50);
        assertThat(tables.query("select max(fencing_token) as oldest from job_history where state = 'discarded'")
                        .get(0)
                        .getLong("oldest"))
                .isEqualTo(50);
    }

    @Test
    void keepsNothingLongerThanAMonth() {
        tables.update(FINISHED, "completed", "31 days");
        prune();
        assertThat(kept("completed")).isZero();
    }
}
