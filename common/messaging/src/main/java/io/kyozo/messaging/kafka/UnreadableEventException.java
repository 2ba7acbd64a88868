package io.kyozo.messaging.kafka;

/** A message is no event of ours, or not one that we understand. The message says why, for the dead-letter topic. */
public final class UnreadableEventException extends RuntimeException {
    public UnreadableEventException(String reason) {
        super(reason);
    }
}
