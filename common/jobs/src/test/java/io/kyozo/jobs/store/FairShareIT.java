package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.engine.NewJob;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FairShareIT {
    private static final UUID FLOODING = UUID.randomUUID();
    private static final int FLOOD = 10_000;

    private final AtomicInteger ofFlood = new AtomicInteger();
    private final CountDownLatch floodRuns = new CountDownLatch(100);
    private final CountDownLatch othersRan = new CountDownLatch(20);
    private JobDatabase database;
    private JobEngine engine;

    @BeforeEach
    void open() {
        database = new JobDatabase();
        engine = TestEngine.create(database.transactions(), new Handler(this::work), 4, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        get(engine.stop(Duration.ZERO));
        database.close();
    }

    private Uni<WorkResult> work(JobExecution<Object> job) {
        if (FLOODING.equals(job.teamId())) {
            int unused = ofFlood.incrementAndGet();
            floodRuns.countDown();
        } else {
            othersRan.countDown();
        }
        return Uni.createFrom().item(WorkResult.done()).onItem().delayIt().by(Duration.ofMillis(1));
    }

    private void put(int jobs, UUID team, Priority priority) {
        get(new PgJobStore(database.transactions())
                .insertAll(IntStream.range(0, jobs)
                        .mapToObj(i -> new NewJob(
                                Uuid7.next(),
                                TestEngine.QUEUE,
                                TestEngine.TYPE,
                                priority,
                                "{}",
                                null,
                                3,
                                null,
                                team,
                                "c"))
                        .toList()));
    }

    @Test
    void aTeamWithFewJobsIsNotHeldUpByOneWithTenThousand() throws Exception {
        put(FLOOD, FLOODING, Priority.NORMAL);
        engine.start();
        assertThat(floodRuns.await(20, TimeUnit.SECONDS)).isTrue();
        put(20, UUID.randomUUID(), Priority.NORMAL);
        int before = ofFlood.get();
        assertThat(othersRan.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ofFlood.get() - before).isLessThan(FLOOD / 10);
    }

    @Test
    void anUrgentJobIsNotHeldUpByAFloodOfOthersOfItsTeam() throws Exception {
        put(FLOOD, FLOODING, Priority.NORMAL);
        engine.start();
        assertThat(floodRuns.await(20, TimeUnit.SECONDS)).isTrue();
        put(20, null, Priority.CRITICAL);
        int before = ofFlood.get();
        assertThat(othersRan.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ofFlood.get() - before).isLessThan(FLOOD / 10);
    }

    private record Handler(java.util.function.Function<JobExecution<Object>, Uni<WorkResult>> work)
            implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            return work.apply(job);
        }
    }
}
