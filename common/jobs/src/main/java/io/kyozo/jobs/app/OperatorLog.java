package io.kyozo.jobs.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What operators did to jobs and queues, kept for the audit. */
public interface OperatorLog {
    /** Keeps {@code entry} when {@code tx} commits. */
    Uni<Void> append(Tx tx, Entry entry);

    /** Entries of the team, or of all, newest first, with ids below {@code before} where that is given. */
    Uni<List<Kept>> list(JobScope scope, int limit, Optional<UUID> before);

    /**
     * What was done.
     *
     * @param id of the entry
     * @param operator who did it
     * @param action such as {@code queue.pause}
     * @param target the job, queue or filter that it was done to
     * @param detail what else there is to say
     */
    record Entry(UUID id, Operator operator, String action, String target, Map<String, Object> detail) {}

    /**
     * An entry as it was kept.
     *
     * @param id of the entry
     * @param at when it was done, by the database's clock
     * @param actor who did it
     * @param team whose token it was done with
     * @param action such as {@code queue.pause}
     * @param target the job, queue or filter that it was done to
     * @param detail what else there is to say, as JSON
     * @param correlationId follows the piece of work
     */
    record Kept(
            UUID id,
            Instant at,
            String actor,
            UUID team,
            String action,
            String target,
            String detail,
            String correlationId) {}
}
