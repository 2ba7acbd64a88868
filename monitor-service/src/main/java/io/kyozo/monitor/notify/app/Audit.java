package io.kyozo.monitor.notify.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who changed what about alerts and who is told of them. */
public interface Audit {
    /** Keeps {@code entry} when {@code tx} commits. */
    Uni<Void> note(Tx tx, Entry entry);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Entry>> list(UUID teamId, Optional<UUID> before, int limit);

    /**
     * What was done.
     *
     * @param id of the entry
     * @param teamId whose
     * @param actor who did it
     * @param action such as {@code channel.created}
     * @param target what it was done to
     * @param detail what else there is to say, in words
     * @param at when
     * @param correlationId of the request
     */
    record Entry(
            UUID id,
            UUID teamId,
            String actor,
            String action,
            UUID target,
            String detail,
            Instant at,
            String correlationId) {}
}
