package io.kyozo.jobs.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts jobs into the store and wakes the engines that may run them. */
public final class EngineJobs implements Jobs {
    private final Handlers handlers;
    private final JobStore store;
    private final JobArguments arguments;
    private final WakeUps wakeUps;
    private final Supplier<@Nullable String> correlation;
    private final Clock clock;
    private final @Nullable Intake intake;

    /** {@code correlation} tells the id of the present piece of work, null for none. */
    public EngineJobs(
            Handlers handlers,
            JobStore store,
            JobArguments arguments,
            WakeUps wakeUps,
            Supplier<@Nullable String> correlation,
            Clock clock) {
        this(handlers, store, arguments, wakeUps, correlation, clock, null);
    }

    /** As above; single jobs go through {@code intake}, which may begin them at once. */
    public EngineJobs(
            Handlers handlers,
            JobStore store,
            JobArguments arguments,
            WakeUps wakeUps,
            Supplier<@Nullable String> correlation,
            Clock clock,
            @Nullable Intake intake) {
        this.handlers = handlers;
        this.store = store;
        this.arguments = arguments;
        this.wakeUps = wakeUps;
        this.correlation = correlation;
        this.clock = clock;
        this.intake = intake;
    }

    @Override
    public Uni<UUID> enqueue(Tx tx, JobRequest job) {
        return Uni.createFrom().item(() -> prepare(job)).chain(ready -> insert(tx, ready));
    }

    /** Where the transaction tells when it is committed, a notification need not be part of it, and hold a lock in it. */
    private Uni<UUID> insert(Tx tx, NewJob job) {
        boolean tells = tx.afterCommit(() -> wake(List.of(job)));
        return store.insert(tx, job, !tells);
    }

    @Override
    public Uni<UUID> enqueue(JobRequest job) {
        return Uni.createFrom().item(() -> prepare(job)).chain(ready -> insert(ready, true));
    }

    private Uni<UUID> insert(NewJob job, boolean again) {
        return put(job).chain(entered -> {
            if (entered.added() && !entered.begun()) {
                wake(List.of(job));
            }
            return entered.added() ? Uni.createFrom().item(job.id()) : existing(job, again);
        });
    }

    private Uni<Intake.Entered> put(NewJob job) {
        return intake == null
                ? store.insertAll(List.of(job)).map(added -> new Intake.Entered(!added.isEmpty(), false))
                : intake.put(job);
    }

    /** The live job with the key may have ended between the two statements: then there is room for this one. */
    private Uni<UUID> existing(NewJob job, boolean again) {
        String key = job.uniqueKey();
        Uni<Optional<UUID>> found =
                key == null ? Uni.createFrom().item(Optional.empty()) : store.findUnique(job.type(), key);
        return found.chain(id -> id.map(Uni.createFrom()::item)
                .orElseGet(() -> again ? insert(job, false) : Uni.createFrom().item(job.id())));
    }

    @Override
    public Uni<Set<UUID>> enqueueAll(Collection<JobRequest> jobs) {
        return Uni.createFrom()
                .item(() -> jobs.stream().map(this::prepare).toList())
                .chain(ready -> store.insertAll(ready).invoke(() -> wake(ready)));
    }

    @Override
    public Uni<Void> cancel(UUID jobId, String reason) {
        // A job that was claimed while it was being called off is met by the second look.
        return store.cancel(jobId, reason)
                .chain(outcome -> outcome == JobStore.Cancellation.NOT_LIVE
                        ? store.cancel(jobId, reason)
                        : Uni.createFrom().item(outcome))
                .invoke(outcome -> {
                    if (outcome == JobStore.Cancellation.REQUESTED) {
                        wakeUps.cancelled(jobId);
                    }
                })
                .replaceWithVoid();
    }

    private NewJob prepare(JobRequest job) {
        WorkerOptions options = handlers.options(job.type());
        if (job.concurrencyKey() != null && options.perKey() == 0) {
            throw new IllegalArgumentException("a job of type \"" + job.type() + "\" has the key \""
                    + job.concurrencyKey() + "\", but its @Worker does not say how many perKey");
        }
        return new NewJob(
                Uuid7.next(),
                options.queue(),
                job.type(),
                job.priority(),
                arguments.write(job.args()),
                job.runAt(),
                options.maxAttempts(),
                job.uniqueKey(),
                job.teamId(),
                correlationId(job),
                job.concurrencyKey());
    }

    private String correlationId(JobRequest job) {
        String own = job.correlationId();
        String present = own == null ? correlation.get() : own;
        return present == null ? Uuid7.next().toString() : present;
    }

    private void wake(List<NewJob> jobs) {
        jobs.stream().map(NewJob::queue).collect(Collectors.toSet()).forEach(wakeUps::ready);
        Instant now = clock.instant();
        jobs.stream()
                .map(NewJob::runAt)
                .filter(at -> at != null && at.isAfter(now))
                .map(at -> Duration.between(now, at))
                .min(Duration::compareTo)
                .ifPresent(wakeUps::dueIn);
    }
}
