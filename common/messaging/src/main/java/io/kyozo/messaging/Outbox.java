package io.kyozo.messaging;

import io.kyozo.contracts.event.Event;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;

/**
 * Where events are published: a row in the transaction that changed the data. A relay sends the rows afterwards, in
 * order per subject, and marks them sent; an event is therefore never lost and never sent without its change.
 */
public interface Outbox {
    /** Publishes {@code event} when {@code tx} commits. */
    Uni<Void> append(Tx tx, Event<?> event);
}
