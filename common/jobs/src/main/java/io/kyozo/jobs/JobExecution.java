package io.kyozo.jobs;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt at a job, as its handler sees it. */
public interface JobExecution<A> {
    UUID id();

    A args();

    /** 1 for the first attempt. */
    int attempt();

    /** How many attempts there will be at most. */
    int maxAttempts();

    /** Rises with every attempt of every worker; a write that carries an older one than the job's row is refused. */
    long fencingToken();

    @Nullable
    UUID teamId();

    String correlationId();

    /** Whether somebody called the job off, or its lease is lost; long work looks here and stops. */
    boolean isCancelled();

    /** Says how far the job is, 0 to 100; kept with the job for whoever asks. */
    Uni<Void> progress(int percent, String message);

    /**
     * Runs blocking {@code work} on a worker thread, which is interrupted when the attempt times out; the answer comes
     * back on the job's own context.
     */
    <T> Uni<T> blocking(Callable<T> work);

    /**
     * Commits {@code effect} and the job's completion in one transaction, if this attempt still holds the lease: the
     * effect then happens exactly once. Fails with {@link LeaseLostException}, and rolls back, where it does not.
     */
    Uni<WorkResult> commit(Function<Tx, Uni<Void>> effect);
}
