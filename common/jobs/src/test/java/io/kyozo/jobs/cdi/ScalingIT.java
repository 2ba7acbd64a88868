package io.kyozo.jobs.cdi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.QueueStatus;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.jobs.app.ScaleQueues;
import io.kyozo.jobs.app.ScalingStore;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = KyozoTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "jobs"), @ResourceArg(name = "kafka", value = "false")})
class ScalingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Jobs jobs;

    @Inject
    JobEngine engine;

    @Inject
    ScaleQueues scaling;

    @Inject
    ScalingStore store;

    @Inject
    QueueStore queues;

    @Inject
    EchoHandler handler;

    @Inject
    JobTables tables;

    @AfterEach
    void asConfigured() {
        given().auth().oauth2(TestTokens.token(UUID.randomUUID(), "admin")).delete("/api/v1/workers/scale");
        wait(store.clear());
        engine.changed();
        awaitWorkers("health", 10);
        awaitWorkers("metrics", 10);
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private int workers(String queue) {
        return engine.queues().stream()
                .filter(status -> status.queue().equals(queue))
                .mapToInt(QueueStatus::concurrency)
                .sum();
    }

    private void awaitWorkers(String queue, int number) {
        JobTables.await().until(() -> workers(queue) == number);
    }

    private void scale(String queue, int number) {
        given().auth()
                .oauth2(TestTokens.token(UUID.randomUUID(), "admin"))
                .contentType(ContentType.JSON)
                .body("{\"target_workers\": " + number + ", \"queue\": \"" + queue + "\"}")
                .post("/api/v1/workers/scale")
                .then()
                .statusCode(200);
        awaitWorkers(queue, number);
    }

    /** How many jobs ran at the same time at most. */
    private int mostAtOnce(int many) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        handler.on("counted", job -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return Uni.createFrom()
                    .item(WorkResult.done())
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(60))
                    .invoke(() -> {
                        running.decrementAndGet();
                        done.incrementAndGet();
                    });
        });
        List<JobRequest> all = IntStream.range(0, many)
                .mapToObj(i -> JobRequest.of("test.echo", new TestArgs("counted", i)))
                .toList();
        assertThat(wait(jobs.enqueueAll(all))).hasSize(many);
        JobTables.await().until(() -> done.get() >= many);
        return most.get();
    }

    @Test
    void aScaledQueueRunsSoManyJobsAtOnceFromThenOn() {
        scale("health", 1);
        assertThat(mostAtOnce(6)).isEqualTo(1);
        scale("health", 4);
        assertThat(mostAtOnce(16)).isBetween(2, 4);
    }

    @Test
    void aQueueWithTooManyJobsGetsMoreWorkersAndOneInstanceMakesTheChange() {
        tables.update("insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id)"
                + " select gen_random_uuid(), 'metrics', 'test.closed', 'available', 2,"
                + " cast('{\"name\": \"x\", \"times\": 1}' as jsonb), 3, 'c' from generate_series(1, 5000)");
        wait(scaling.scale());
        awaitWorkers("metrics", 15);
        assertThat(wait(store.scale("metrics", 10, 15))).isFalse();
        assertThat(wait(queues.settings()).get("metrics").concurrency()).isEqualTo(15);
    }

    @Test
    void whatAnOperatorSetGoesBeforeAutoScaling() {
        assertThat(wait(store.scale("metrics", 10, 15))).isTrue();
        scale("metrics", 3);
        assertThat(wait(store.scale("metrics", 15, 20))).isFalse();
        assertThat(wait(store.scaled()).get("metrics").fixed()).isTrue();
        assertThat(wait(queues.settings()).get("metrics").concurrency()).isEqualTo(3);
    }
}
