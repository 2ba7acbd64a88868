package io.kyozo.jobs.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class UniqueJobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Set<JobState> ANY = Set.of(JobState.values());

    @Inject
    Jobs jobs;

    @Inject
    JobTables tables;

    private static JobRequest keyed(Duration period, Set<JobState> states) {
        return JobRequest.of("test.echo", new TestArgs("x", 1)).unique("key", period, states);
    }

    private UUID put(JobRequest job) {
        return jobs.enqueue(job).await().atMost(PATIENCE);
    }

    @Test
    void aFinishedJobStillHoldsItsKeyWithinThePeriod() {
        UUID first = put(keyed(HOUR, ANY));
        tables.awaitState(first, "completed");
        assertThat(put(keyed(HOUR, ANY))).isEqualTo(first);
        tables.update("update job_unique_key set taken_at = taken_at - interval '61 minutes'");
        assertThat(put(keyed(HOUR, ANY))).isNotEqualTo(first);
    }

    @Test
    void onlyJobsOfTheChosenStatesHoldTheKey() {
        UUID first = put(keyed(HOUR, ANY));
        tables.awaitState(first, "completed");
        Set<JobState> unfinished =
                Set.of(JobState.SCHEDULED, JobState.AVAILABLE, JobState.EXECUTING, JobState.RETRYABLE);
        UUID second = put(keyed(HOUR, unfinished).notBefore(Instant.now().plus(HOUR)));
        assertThat(second).isNotEqualTo(first);
        assertThat(put(keyed(HOUR, unfinished))).isEqualTo(second);
        assertThat(put(keyed(HOUR, Set.of(JobState.EXECUTING)))).isNotEqualTo(second);
    }

    @Test
    void oneOfManyAtTheSameTimeIsAdded() {
        List<Uni<UUID>> all = IntStream.range(0, 20)
                .mapToObj(i -> jobs.enqueue(keyed(HOUR, ANY)))
                .toList();
        List<UUID> ids = Uni.join().all(all).andCollectFailures().await().atMost(PATIENCE);
        assertThat(Set.copyOf(ids)).hasSize(1);
    }

    @Test
    void leavesOutTakenOnesAmongMany() {
        put(keyed(HOUR, ANY));
        Set<UUID> added = jobs.enqueueAll(
                        List.of(keyed(HOUR, ANY), JobRequest.of("test.echo", new TestArgs("plain", 1))))
                .await()
                .atMost(PATIENCE);
        assertThat(added).hasSize(1);
    }
}
