package io.kyozo.jobs;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Where jobs are put in, and called off. */
public interface Jobs {
    /**
     * Enqueues {@code job} when {@code tx} commits. With a unique key that a live job already has, that job's id is
     * answered and nothing is added (the id of a fresh job is answered too where {@code tx} can't query).
     */
    Uni<UUID> enqueue(Tx tx, JobRequest job);

    /**
     * Enqueues {@code job} in a transaction of its own. Where the database's answer is lost it is looked whether the job
     * is there. A failure then means that it was not found: it was not put in, or not yet, or it is done and no record of
     * it was kept. It is never put in again, which is for the caller to decide.
     */
    Uni<UUID> enqueue(JobRequest job);

    /**
     * Enqueues many jobs in one statement of its own, leaving out those whose unique key a live job has; the ids of those
     * that were added.
     */
    Uni<Set<UUID>> enqueueAll(Collection<JobRequest> jobs);

    /** Calls a job off: a waiting one is cancelled at once, a running one is told so and cancelled when it stops. */
    Uni<Void> cancel(UUID jobId, String reason);
}
