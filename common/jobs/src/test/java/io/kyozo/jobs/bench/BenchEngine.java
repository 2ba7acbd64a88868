package io.kyozo.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Announcer;
import io.kyozo.jobs.app.Dispatch;
import io.kyozo.jobs.app.EngineJobs;
import io.kyozo.jobs.app.EnginePorts;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.kyozo.jobs.cdi.VertxJobContexts;
import io.kyozo.jobs.engine.Backoff;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.jobs.store.JobDatabase;
import io.kyozo.jobs.store.PgJobStore;
import io.kyozo.jobs.store.PgListener;
import io.kyozo.jobs.store.PgQueueStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** An instance of the engine as an application runs it, with its own listener; jobs go to one queue. */
final class BenchEngine implements AutoCloseable {
    static final String QUEUE = "health";
    static final String TYPE = "bench.job";
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final WorkResult DONE = WorkResult.done();

    private final JobEngine engine;
    private final EngineJobs jobs;
    private final PgListener listener;

    /** {@code keepCompleted} as the services' default, 100, or all. */
    BenchEngine(JobDatabase database, int concurrency, int keepCompleted, Consumer<JobExecution<Long>> work) {
        this(database, concurrency, keepCompleted, job -> {
            work.accept(job);
            return Uni.createFrom().item(DONE);
        });
    }

    /** As the services keep them by default; jobs may take their time. */
    BenchEngine(JobDatabase database, int concurrency, Function<JobExecution<Long>, Uni<WorkResult>> work) {
        this(database, concurrency, 100, work);
    }

    private BenchEngine(
            JobDatabase database,
            int concurrency,
            int keepCompleted,
            Function<JobExecution<Long>, Uni<WorkResult>> work) {
        Handlers handlers = new Handlers()
                .add(
                        new WorkerOptions(
                                TYPE,
                                QUEUE,
                                3,
                                Duration.ofMinutes(1),
                                new Backoff(Duration.ofMillis(5), Duration.ofMillis(10))),
                        new Handler(work));
        EngineSettings settings = new EngineSettings(
                UUID.randomUUID().toString(),
                Map.of(QUEUE, concurrency),
                LEASE,
                Duration.ofSeconds(1),
                Duration.ofMillis(2),
                Dispatch.USUAL.keepCompleted(keepCompleted));
        PgJobStore store = new PgJobStore(database.transactions());
        JacksonArguments arguments = new JacksonArguments(new ObjectMapper());
        engine = new JobEngine(
                settings,
                handlers,
                new EnginePorts(
                        store,
                        new PgQueueStore(database.transactions()),
                        database.transactions(),
                        arguments,
                        new VertxJobContexts(database.vertx().getDelegate()),
                        new Silence(),
                        List.of(new StandardErrors()),
                        new Random(1)));
        Announcer announcer =
                new Announcer(engine, store, settings.announceInterval(), Infrastructure.getDefaultWorkerPool());
        jobs = new EngineJobs(handlers, store, arguments, announcer, () -> "bench", Clock.systemUTC(), engine.intake());
        listener = new PgListener(database.pool().getDelegate(), engine, Infrastructure.getDefaultWorkerPool());
    }

    EngineJobs jobs() {
        return jobs;
    }

    void start() {
        engine.start();
        listener.open();
    }

    /** Stops at once, handing back what runs. */
    @Override
    public void close() {
        int unused = engine.stop(Duration.ofSeconds(5)).await().atMost(PATIENCE);
        listener.close().await().atMost(PATIENCE);
    }

    private record Handler(Function<JobExecution<Long>, Uni<WorkResult>> work) implements JobHandler<Long> {
        @Override
        public Class<Long> argsType() {
            return Long.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Long> job) {
            return work.apply(job);
        }
    }
}
