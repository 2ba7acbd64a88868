package io.kyozo.jobs.app;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.LeaseLostException;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt: the handler's view of its job, and the engine's hold on it. */
final class JobRun<A> implements JobExecution<A> {
    private final ClaimedJob job;
    private final A args;
    private final JobStore store;
    private final Transactions transactions;
    private final Executor context;
    private final Executor blocking;
    private volatile boolean stopped;
    private volatile boolean committed;

    JobRun(ClaimedJob job, A args, JobStore store, Transactions transactions, Executor context, Executor blocking) {
        this.job = job;
        this.args = args;
        this.store = store;
        this.transactions = transactions;
        this.context = context;
        this.blocking = blocking;
    }

    /** From now on {@link #isCancelled()}. */
    void stop() {
        stopped = true;
    }

    /** Whether the job was completed by {@link #commit}. */
    boolean isCommitted() {
        return committed;
    }

    @Override
    public UUID id() {
        return job.id();
    }

    @Override
    public A args() {
        return args;
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public int maxAttempts() {
        return job.maxAttempts();
    }

    @Override
    public long fencingToken() {
        return job.fencingToken();
    }

    @Override
    public @Nullable UUID teamId() {
        return job.teamId();
    }

    @Override
    public String correlationId() {
        return job.correlationId();
    }

    @Override
    public boolean isCancelled() {
        return stopped;
    }

    @Override
    public Uni<Void> progress(int percent, String message) {
        int bounded = Math.max(0, Math.min(100, percent));
        return store.progress(Held.of(job), bounded, message)
                .invoke(held -> {
                    if (!held) {
                        stop();
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    InterruptibleCall<T> call = new InterruptibleCall<>(work, emitter);
                    emitter.onTermination(call::abandon);
                    blocking.execute(call);
                })
                .emitOn(context);
    }

    @Override
    public Uni<WorkResult> commit(Function<Tx, Uni<Void>> effect) {
        return transactions
                .inTransaction(tx -> hold(tx).chain(() -> effect.apply(tx)))
                .invoke(() -> committed = true)
                .replaceWith(WorkResult.done());
    }

    /** First of all in the transaction: the job's row is locked by it, so that nobody can take it over meanwhile. */
    private Uni<Void> hold(Tx tx) {
        return store.complete(tx, Held.of(job))
                .chain(held -> held
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new LeaseLostException(job.id(), job.fencingToken())));
    }
}
