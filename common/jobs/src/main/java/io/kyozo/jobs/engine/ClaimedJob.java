package io.kyozo.jobs.engine;

import io.kyozo.jobs.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that this instance holds.
 *
 * @param id of the job
 * @param fencingToken proves that it is held: every write about the job carries it
 * @param queue it came from
 * @param type names its handler
 * @param args as JSON
 * @param attempt number of this attempt, from 1
 * @param maxAttempts how many there are at most
 * @param teamId whose work it is; null for the service's own
 * @param correlationId follows the piece of work
 * @param cancelReason why it was called off while it waited; null where it was not
 * @param priority order within the queue
 * @param runAt since when it could have been run
 * @param waited from when it could have been run until it was claimed, by the database's clock
 */
public record ClaimedJob(
        UUID id,
        long fencingToken,
        String queue,
        String type,
        String args,
        int attempt,
        int maxAttempts,
        @Nullable UUID teamId,
        String correlationId,
        @Nullable String cancelReason,
        Priority priority,
        Instant runAt,
        Duration waited) {}
