package io.kyozo.jobs.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.app.EnginePorts;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobContexts;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobObserver;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.kyozo.jobs.engine.Backoff;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** An instance of the engine without an application around it, with a short lease; each has one queue, {@code health}. */
final class TestEngine {
    static final String QUEUE = "health";
    static final String TYPE = "test.echo";
    static final Duration LEASE = Duration.ofMillis(600);

    private TestEngine() {}

    static Handlers handlers(JobHandler<?> handler) {
        Backoff backoff = new Backoff(Duration.ofMillis(5), Duration.ofMillis(10));
        return new Handlers().add(new WorkerOptions(TYPE, QUEUE, 3, Duration.ofSeconds(20), backoff), handler);
    }

    static JobEngine create(Transactions transactions, JobHandler<?> handler) {
        return create(transactions, handler, 4, LEASE);
    }

    static JobEngine create(Transactions transactions, JobHandler<?> handler, int concurrency, Duration lease) {
        return create(transactions, handler, concurrency, lease, Duration.ofMillis(50));
    }

    static JobEngine create(
            Transactions transactions, JobHandler<?> handler, int concurrency, Duration lease, Duration poll) {
        EngineSettings settings = new EngineSettings(
                UUID.randomUUID().toString(), Map.of(QUEUE, concurrency), lease, poll, Duration.ofMillis(20));
        return create(transactions, handlers(handler), settings);
    }

    static JobEngine create(Transactions transactions, Handlers handlers, EngineSettings settings) {
        return new JobEngine(
                settings,
                handlers,
                new EnginePorts(
                        new PgJobStore(transactions),
                        new PgQueueStore(transactions),
                        transactions,
                        new JacksonArguments(new ObjectMapper()),
                        new Threads(),
                        new Silent(),
                        List.of(new StandardErrors()),
                        new Random(1)));
    }

    private record Threads() implements JobContexts {
        @Override
        public Executor open(ClaimedJob job) {
            return task -> ForkJoinPool.commonPool().execute(() -> {
                Thread.currentThread().setContextClassLoader(TestEngine.class.getClassLoader());
                task.run();
            });
        }

        @Override
        public Executor blocking() {
            return task -> new Thread(task, "blocking").start();
        }
    }

    private record Silent() implements JobObserver {
        @Override
        public void started(ClaimedJob job) {}

        @Override
        public void ended(ClaimedJob job, Transition transition, Duration took) {}

        @Override
        public void lost(ClaimedJob job) {}

        @Override
        public void rescued(JobStore.Rescued job) {}
    }
}
