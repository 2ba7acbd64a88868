package io.kyozo.messaging;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.smallrye.mutiny.Uni;
import java.util.function.ObjLongConsumer;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * What is of use only at the moment ({@link EventType#isPassing()}): said past the outbox to every instance that listens,
 * and lost where the broker is away. The truth behind it is kept by whoever says it.
 */
public interface Broadcast {
    /** Done when the broker has it; where it fails it is not tried again. */
    Uni<Void> say(Event<?> event);

    /**
     * Hands {@code message} to {@code effect}, with its place on its topic: it rises over what is said of one subject, and
     * is the same for all who listen. What can't be read, or fails, is passed over. Meant to be returned from an {@code
     * @Incoming} method.
     */
    <T> Uni<Void> hear(Message<byte[]> message, EventType type, Class<T> payload, ObjLongConsumer<Event<T>> effect);
}
