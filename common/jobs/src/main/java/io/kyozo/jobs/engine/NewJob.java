package io.kyozo.jobs.engine;

import io.kyozo.jobs.Priority;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is put in.
 *
 * @param id of the job
 * @param queue of its worker
 * @param type names its handler
 * @param priority order within the queue
 * @param args as JSON
 * @param runAt not before this time; null for at once
 * @param maxAttempts of its worker
 * @param uniqueKey see {@link io.kyozo.jobs.JobRequest}
 * @param teamId whose work it is; null for the service's own
 * @param correlationId follows the piece of work
 * @param concurrencyKey see {@link io.kyozo.jobs.JobRequest}
 */
public record NewJob(
        UUID id,
        String queue,
        String type,
        Priority priority,
        String args,
        @Nullable Instant runAt,
        int maxAttempts,
        @Nullable String uniqueKey,
        @Nullable UUID teamId,
        String correlationId,
        @Nullable String concurrencyKey) {

    /** A job without a concurrency key. */
    public NewJob(
            UUID id,
            String queue,
            String type,
            Priority priority,
            String args,
            @Nullable Instant runAt,
            int maxAttempts,
            @Nullable String uniqueKey,
            @Nullable UUID teamId,
            String correlationId) {
        this(id, queue, type, priority, args, runAt, maxAttempts, uniqueKey, teamId, correlationId, null);
    }
}
