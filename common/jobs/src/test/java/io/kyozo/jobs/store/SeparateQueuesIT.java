package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.engine.Backoff;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.WorkerOptions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each queue has workers of its own, so that a clean-up can't hold up a deployment. */
class SeparateQueuesIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch tidying = new CountDownLatch(1);
    private final CountDownLatch deployed = new CountDownLatch(1);

    private static WorkerOptions options(String type, String queue) {
        return new WorkerOptions(type, queue, 3, LONG, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    private static NewJob job(String type, String queue, Priority priority) {
        return new NewJob(Uuid7.next(), queue, type, priority, "{}", null, 3, null, null, "c");
    }

    @Test
    void aQueueWhoseWorkersAreAllBusyHoldsUpNoOther() throws InterruptedException {
        try (JobDatabase database = new JobDatabase()) {
            PgJobStore store = new PgJobStore(database.transactions());
            Handlers handlers = new Handlers()
                    .add(
                            options("test.tidy", "clean-up"),
                            new Handler(tidying, Uni.createFrom().nothing()))
                    .add(
                            options("test.deploy", "deployment"),
                            new Handler(deployed, Uni.createFrom().item(WorkResult.done())));
            JobEngine engine = TestEngine.create(
                    database.transactions(),
                    handlers,
                    new EngineSettings(
                            "me",
                            Map.of("clean-up", 1, "deployment", 5),
                            LONG,
                            Duration.ofMillis(50),
                            Duration.ofMillis(20)));
            get(store.insertAll(List.of(
                    job("test.tidy", "clean-up", Priority.CRITICAL), job("test.tidy", "clean-up", Priority.CRITICAL))));
            engine.start();
            assertThat(tidying.await(10, TimeUnit.SECONDS)).isTrue();
            get(store.insertAll(List.of(job("test.deploy", "deployment", Priority.LOW))));
            assertThat(deployed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(get(database.transactions()
                            .query("select state from job where queue = 'clean-up' order by state")))
                    .extracting(row -> row.getString("state"))
                    .containsExactly("available", "executing");
            assertThat(get(engine.stop(Duration.ZERO))).isEqualTo(1);
        }
    }

    private record Handler(CountDownLatch begun, Uni<WorkResult> result) implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            begun.countDown();
            return result;
        }
    }
}
