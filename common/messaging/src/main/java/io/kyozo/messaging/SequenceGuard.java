package io.kyozo.messaging;

import io.kyozo.contracts.event.Event;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;

/**
 * Tells stale events: those at or below a {@link Event#sequence()} that already took effect. For consumers to which
 * only the newest state of a subject matters, so that an event that comes late never overwrites a newer one.
 */
public interface SequenceGuard {
    /** Whether {@code event} is the newest of its topic and subject; remembered when {@code tx} commits. */
    Uni<Boolean> isNewest(Tx tx, Event<?> event);
}
