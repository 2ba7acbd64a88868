package io.kyozo.jobs.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobArguments;
import io.kyozo.jobs.cdi.JacksonArguments;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stands for the engine in a test: keeps what is enqueued, and does it when told to, on the caller's thread. Arguments go
 * through JSON as they do in earnest, outcomes and failures are judged by the engine's own rules, and time stands still
 * until {@link #advance}.
 */
public final class TestJobs implements Jobs {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_ATTEMPTS = 10_000;

    private final Handlers handlers = new Handlers();
    private final JobArguments arguments =
            new JacksonArguments(new ObjectMapper().registerModule(new JavaTimeModule()));
    private final List<TestJob> jobs = new ArrayList<>();
    private final RecordingTx tx = new RecordingTx();
    private Instant now = START;

    /** With a handler, annotated with {@link Worker}, whose jobs can be enqueued and done. */
    @CanIgnoreReturnValue
    public TestJobs handler(JobHandler<?> handler) {
        Worker worker = handler.getClass().getAnnotation(Worker.class);
        if (worker == null) {
            throw new IllegalArgumentException(
                    "the job handler " + handler.getClass().getName() + " lacks @Worker");
        }
        WorkerOptions options = WorkerOptions.of(worker, handler.getClass().getName(), Set.of(worker.queue()));
        Handlers unused = handlers.add(options, handler);
        return this;
    }

    /** The time that stands still. */
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /** Lets time pass; jobs that become due are done by the next {@link #drain}. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Where effects are committed: keeps the statements, and answers that each changed one row. */
    public RecordingTx tx() {
        return tx;
    }

    /** All jobs there have been, in the order they were put in. */
    public List<TestJob> all() {
        return List.copyOf(jobs);
    }

    /** The jobs of this type that there have been. */
    public List<TestJob> enqueued(String type) {
        return jobs.stream().filter(job -> job.type().equals(type)).toList();
    }

    /** The one job of this type; fails where there are none or several, naming what there is. */
    public TestJob onlyEnqueued(String type) {
        List<TestJob> found = enqueued(type);
        if (found.size() != 1) {
            List<String> there = jobs.stream().map(TestJob::type).sorted().toList();
            throw new AssertionError(
                    "expected one job of type " + type + ", found " + found.size() + "; enqueued were " + there);
        }
        return found.get(0);
    }

    /** Does one job of this handler once, with these arguments; what became of it. */
    public <A> TestJob run(JobHandler<A> handler, A args) {
        Worker worker = handler.getClass().getAnnotation(Worker.class);
        if (worker != null && handlers.find(worker.type()).isEmpty()) {
            handler(handler);
        }
        String type = worker == null ? "" : worker.type();
        TestJob job = put(JobRequest.of(type, args));
        job.attempt(handlers, arguments, tx, now);
        return job;
    }

    /** Does the jobs of a queue that are ready, and those that become so meanwhile, until none is; how many attempts. */
    @CanIgnoreReturnValue
    public int drain(String queue) {
        int attempts = 0;
        Optional<TestJob> next = next(queue);
        while (next.isPresent()) {
            if (attempts++ == MOST_ATTEMPTS) {
                throw new AssertionError("queue " + queue + " is never empty: last was " + next.get());
            }
            next.get().attempt(handlers, arguments, tx, now);
            next = next(queue);
        }
        return attempts;
    }

    private Optional<TestJob> next(String queue) {
        return jobs.stream()
                .filter(job -> job.queue().equals(queue) && job.isReady(now))
                .min(Comparator.comparing(TestJob::priority).thenComparing(TestJob::runAt));
    }

    private TestJob put(JobRequest request) {
        WorkerOptions options = handlers.options(request.type());
        TestJob job = new TestJob(request, options, arguments.write(request.args()), now);
        jobs.add(job);
        return job;
    }

    private Optional<TestJob> holder(JobRequest request) {
        String key = request.uniqueKey();
        return jobs.stream()
                .filter(job -> key != null
                        && key.equals(job.uniqueKey())
                        && job.type().equals(request.type())
                        && holds(job, request.unique()))
                .findFirst();
    }

    private boolean holds(TestJob job, JobRequest.@org.jspecify.annotations.Nullable Unique unique) {
        return unique == null
                ? !job.state().isFinal()
                : unique.states().contains(job.state())
                        && job.createdAt().plus(unique.period()).isAfter(now);
    }

    @Override
    public Uni<UUID> enqueue(Tx with, JobRequest job) {
        return enqueue(job);
    }

    @Override
    public Uni<UUID> enqueue(JobRequest job) {
        return Uni.createFrom().item(() -> holder(job).orElseGet(() -> put(job)).id());
    }

    @Override
    public Uni<Set<UUID>> enqueueAll(Collection<JobRequest> requests) {
        return Uni.createFrom().item(() -> {
            Set<UUID> added = new LinkedHashSet<>();
            requests.stream()
                    .filter(request -> holder(request).isEmpty())
                    .forEach(request -> added.add(put(request).id()));
            return added;
        });
    }

    @Override
    public Uni<Void> cancel(UUID jobId, String reason) {
        return Uni.createFrom()
                .item(() -> jobs.stream()
                        .filter(job -> job.id().equals(jobId))
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException("there is no job " + jobId)))
                .invoke(job -> job.end(JobState.CANCELLED, reason))
                .replaceWithVoid();
    }
}
