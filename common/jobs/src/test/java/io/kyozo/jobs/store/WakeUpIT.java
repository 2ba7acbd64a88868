package io.kyozo.jobs.store;

import static io.kyozo.jobs.store.JobStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Announcer;
import io.kyozo.jobs.app.EngineJobs;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance looks for jobs by itself only once an hour here: what it does sooner it was told of. */
class WakeUpIT {
    private static final String LISTENERS =
            " from pg_stat_activity where datname = current_database() and query like 'listen %'";

    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final int FLOOD = 2000;

    private final AtomicInteger notifications = new AtomicInteger();
    private final BlockingQueue<UUID> ran = new LinkedBlockingQueue<>();
    private JobDatabase database;
    private JobEngine worker;
    private JobEngine producer;
    private PgListener listener;

    @BeforeEach
    void open() {
        database = new JobDatabase();
        worker = engine();
        producer = engine();
        listener = new PgListener(database.pool().getDelegate(), worker, Infrastructure.getDefaultWorkerPool());
        worker.start();
        listener.open();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> listeners() == 1);
    }

    @AfterEach
    void close() {
        get(listener.close());
        int handedBack = get(worker.stop(Duration.ZERO)) + get(producer.stop(Duration.ZERO));
        assertThat(handedBack).isZero();
        database.close();
    }

    private JobEngine engine() {
        return TestEngine.create(
                database.transactions(), new Handler(ran), 4, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    private int listeners() {
        return get(database.transactions().query("select pid" + LISTENERS)).size();
    }

    /** Put in by an instance that does none itself. */
    private EngineJobs jobs() {
        JobStore store = counting(new PgJobStore(database.transactions()));
        return new EngineJobs(
                TestEngine.handlers(new Handler(ran)),
                store,
                new JacksonArguments(new ObjectMapper()),
                new Announcer(producer, store, INTERVAL, Infrastructure.getDefaultWorkerPool()),
                () -> null,
                Clock.systemUTC(),
                producer.intake());
    }

    @Test
    void anInstanceIsToldOfEachJobThatAnotherPutsIn() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            UUID id = get(jobs().enqueue(JobRequest.of(TestEngine.TYPE, List.of())));
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
        }
    }

    private JobStore counting(JobStore store) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("announce")) {
                        notifications.incrementAndGet();
                    }
                    return method.invoke(store, arguments);
                });
    }

    /** Each notification takes a lock over the whole database when it commits. */
    @Test
    void aFloodOfSingleJobsIsToldInOneNotificationAnInterval() throws InterruptedException {
        EngineJobs jobs = jobs();
        long start = System.nanoTime();
        get(Multi.createFrom()
                .range(0, FLOOD)
                .onItem()
                .transformToUni(i -> jobs.enqueue(JobRequest.of(TestEngine.TYPE, List.of())))
                .merge(64)
                .collect()
                .last());
        long intervals = (System.nanoTime() - start) / INTERVAL.toNanos();
        assertThat((long) notifications.get()).isBetween(1L, Math.min(intervals + 2, FLOOD / 2));
        for (int i = 0; i < FLOOD; i++) {
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void anInstanceThatWasDeafForAWhileFindsWhatCameMeanwhile() throws InterruptedException {
        get(database.transactions().query("select pg_terminate_backend(pid)" + LISTENERS));
        UUID id = get(jobs().enqueue(JobRequest.of(TestEngine.TYPE, List.of())));
        assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo(id);
    }

    private record Handler(BlockingQueue<UUID> ran) implements JobHandler<Object> {
        @Override
        public Class<Object> argsType() {
            return Object.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Object> job) {
            ran.add(job.id());
            return Uni.createFrom().item(WorkResult.done());
        }
    }
}
