package io.kyozo.messaging;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Where events are consumed: effect exactly once. The event's id is recorded in the transaction of its effect, so a
 * second delivery does nothing. A message that can't be read goes to the dead-letter topic; one whose effect fails is
 * tried again with back-off, then goes there too. Either way the partition moves on.
 */
public interface Inbox {
    /**
     * Reads {@code message} as an event of {@code type} and applies {@code effect} once; acknowledges it afterwards.
     * Meant to be returned from an {@code @Incoming} method that takes {@code Message<byte[]>}.
     */
    <T> Uni<Void> consume(
            Message<byte[]> message, EventType type, Class<T> payload, BiFunction<Tx, Event<T>, Uni<Void>> effect);
}
