package io.kyozo.messaging.kafka;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts records on topics. */
public interface EventSender {
    /** Sends {@code record}; done when the broker has it on all its copies. Whether a failed one arrived is unknown. */
    Uni<Void> send(ProducerRecord<String, byte[]> record);
}
