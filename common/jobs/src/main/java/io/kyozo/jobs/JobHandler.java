package io.kyozo.jobs;

import io.smallrye.mutiny.Uni;

/**
 * Does the jobs of one type. Implementations are CDI beans annotated with {@link Worker}. A job is done at least once;
 * what must be done exactly once is committed through {@link JobExecution#commit}.
 */
public interface JobHandler<A> {
    /** The record that the job's arguments are read into. */
    Class<A> argsType();

    /**
     * Does the job, on a Vert.x context; blocking work is moved to a worker thread by whoever does it. A failed Uni is
     * classified (see {@link ErrorClass}) and retried or dead-lettered accordingly.
     */
    Uni<WorkResult> work(JobExecution<A> job);
}
