package io.kyozo.jobs.testing;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.WorkResult;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt in a test: blocking work is done on the caller's thread, effects are handed to the test's transaction. */
record TestExecution<A>(TestJob job, A args, long fencingToken, int maxAttempts, Tx tx, List<String> said)
        implements JobExecution<A> {
    @Override
    public UUID id() {
        return job.id();
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public @Nullable UUID teamId() {
        return job.teamId();
    }

    @Override
    public String correlationId() {
        return job.id().toString();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Uni<Void> progress(int percent, String message) {
        return Uni.createFrom().item(() -> said.add(percent + " " + message)).replaceWithVoid();
    }

    @Override
    public <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom().item(() -> {
            try {
                return work.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new java.util.concurrent.CompletionException(failure);
            }
        });
    }

    @Override
    public Uni<WorkResult> commit(Function<Tx, Uni<Void>> effect) {
        return Uni.createFrom().deferred(() -> effect.apply(tx)).replaceWith(WorkResult.done());
    }
}
