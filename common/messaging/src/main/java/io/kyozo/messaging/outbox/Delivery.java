package io.kyozo.messaging.outbox;

import java.util.UUID;

/** What became of an event that was handed to the broker. */
sealed interface Delivery {
    UUID id();

    /** The broker has it. */
    record Sent(UUID id) implements Delivery {}

    /** The broker will never take it. */
    record Refused(UUID id, String reason) implements Delivery {}
}
