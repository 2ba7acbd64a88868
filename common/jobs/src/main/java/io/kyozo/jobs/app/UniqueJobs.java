package io.kyozo.jobs.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds keys that are unique for a period; jobs without one pass through untouched. */
public final class UniqueJobs implements Jobs {
    private final Transactions transactions;
    private final UniqueKeys keys;
    private final Jobs jobs;

    public UniqueJobs(Transactions transactions, UniqueKeys keys, Jobs jobs) {
        this.transactions = transactions;
        this.keys = keys;
        this.jobs = jobs;
    }

    @Override
    public Uni<UUID> enqueue(Tx tx, JobRequest job) {
        return job.unique() == null
                ? jobs.enqueue(tx, job)
                : taken(tx, job).chain(added -> added.isPresent() ? item(added.get()) : holder(tx, job));
    }

    @Override
    public Uni<UUID> enqueue(JobRequest job) {
        return job.unique() == null ? jobs.enqueue(job) : transactions.inTransaction(tx -> enqueue(tx, job));
    }

    @Override
    public Uni<Set<UUID>> enqueueAll(Collection<JobRequest> all) {
        List<JobRequest> plain =
                all.stream().filter(job -> job.unique() == null).toList();
        List<JobRequest> keyed =
                all.stream().filter(job -> job.unique() != null).toList();
        if (keyed.isEmpty()) {
            return jobs.enqueueAll(plain);
        }
        Set<UUID> added = new HashSet<>();
        return Multi.createFrom()
                .iterable(keyed)
                .onItem()
                .transformToUniAndConcatenate(job -> transactions.inTransaction(tx -> taken(tx, job)))
                .invoke(id -> id.ifPresent(added::add))
                .onItem()
                .ignoreAsUni()
                .chain(() -> plain.isEmpty() ? Uni.createFrom().item(Set.<UUID>of()) : jobs.enqueueAll(plain))
                .invoke(added::addAll)
                .replaceWith(added);
    }

    @Override
    public Uni<Void> cancel(UUID jobId, String reason) {
        return jobs.cancel(jobId, reason);
    }

    /** The job's id where its key was free; else nothing was added. */
    private Uni<Optional<UUID>> taken(Tx tx, JobRequest job) {
        JobRequest.Unique unique = Objects.requireNonNull(job.unique());
        return keys.take(tx, job.type(), key(job), unique)
                .chain(free -> free ? add(tx, job, unique) : item(Optional.empty()));
    }

    private Uni<Optional<UUID>> add(Tx tx, JobRequest job, JobRequest.Unique unique) {
        // The live table's own rule is stricter: it would refuse a second job beside a live one of another state.
        @Nullable String live = unique.coversLive() ? job.uniqueKey() : null;
        JobRequest plain = new JobRequest(
                job.type(),
                job.args(),
                job.priority(),
                job.runAt(),
                live,
                null,
                job.teamId(),
                job.correlationId(),
                job.concurrencyKey());
        return jobs.enqueue(tx, plain)
                .call(id -> keys.assign(tx, job.type(), key(job), id))
                .map(Optional::of);
    }

    private Uni<UUID> holder(Tx tx, JobRequest job) {
        return keys.holder(tx, job.type(), key(job)).map(found -> found.orElseGet(Uuid7::next));
    }

    private static String key(JobRequest job) {
        return Objects.requireNonNull(job.uniqueKey());
    }

    private static <T> Uni<T> item(T value) {
        return Uni.createFrom().item(value);
    }
}
