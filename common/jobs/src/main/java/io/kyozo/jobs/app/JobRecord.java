package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.JobState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands in the database, live or finished.
 *
 * @param id of the job
 * @param queue of its worker
 * @param type names its handler
 * @param state where it stands
 * @param priority order within the queue
 * @param args as JSON
 * @param attempt number of the last attempt; 0 before the first
 * @param maxAttempts how many there are at most
 * @param uniqueKey see {@link io.kyozo.jobs.JobRequest}
 * @param teamId whose work it is; null for the service's own
 * @param correlationId follows the piece of work
 * @param errors of its attempts, as a JSON array
 * @param progress 0 to 100
 * @param progressMessage what it says it does
 * @param reason why it was cancelled or given up, or will be cancelled; null where it was not
 * @param worker the instance that holds it; null where none does
 * @param createdAt when it was put in
 * @param runAt not before this time; null of finished ones
 * @param attemptedAt when its last attempt began; null before the first
 * @param finishedAt null while it is live
 */
public record JobRecord(
        UUID id,
        String queue,
        String type,
        JobState state,
        Priority priority,
        String args,
        int attempt,
        int maxAttempts,
        @Nullable String uniqueKey,
        @Nullable UUID teamId,
        String correlationId,
        String errors,
        int progress,
        String progressMessage,
        @Nullable String reason,
        @Nullable String worker,
        Instant createdAt,
        @Nullable Instant runAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant finishedAt) {}
