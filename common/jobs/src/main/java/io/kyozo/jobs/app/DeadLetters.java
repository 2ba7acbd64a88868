package io.kyozo.jobs.app;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs that could not be done. */
public interface DeadLetters {
    /** Newest first. */
    Uni<List<Letter>> list(String queue, int limit, @Nullable UUID after);

    /** Makes one available again, with all its attempts; false where it is not there, or a live job has its unique key. */
    Uni<Boolean> retry(String queue, UUID id);

    /** Makes all of a queue available again, except those whose unique key a live job has; how many. */
    Uni<Integer> retryAll(String queue);

    /** Removes one for good; false where it is not there. */
    Uni<Boolean> discard(String queue, UUID id);

    /**
     * A dead letter.
     *
     * @param id of the job
     * @param type names its handler
     * @param args as JSON
     * @param attempt number of the last attempt
     * @param reason what it died of
     * @param errors of all attempts, as a JSON array
     * @param correlationId follows the piece of work
     * @param createdAt when it was put in
     * @param finishedAt when it was given up
     */
    record Letter(
            UUID id,
            String type,
            String args,
            int attempt,
            String reason,
            String errors,
            String correlationId,
            Instant createdAt,
            Instant finishedAt) {}
}
