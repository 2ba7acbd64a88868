package io.kyozo.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.Broadcast;
import io.kyozo.messaging.MessagingConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Broadcasts over Kafka: each listener reads from the end of the topic on, in a group of its own. */
@ApplicationScoped
class KafkaBroadcast implements Broadcast {
    private static final Logger LOG = Logger.getLogger(KafkaBroadcast.class);

    private final EventSender sender;
    private final MessagingConfig config;

    KafkaBroadcast(EventSender sender, MessagingConfig config) {
        this.sender = sender;
        this.config = config;
    }

    @Override
    public Uni<Void> say(Event<?> event) {
        return sender.send(new ProducerRecord<>(
                event.type().topic(),
                null,
                event.subject().toString(),
                EventJson.write(event.data()).getBytes(UTF_8),
                CloudEventHeaders.write(event)));
    }

    @Override
    public <T> Uni<Void> hear(
            Message<byte[]> message, EventType type, Class<T> payload, ObjLongConsumer<Event<T>> effect) {
        var metadata = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        @SuppressWarnings("unchecked")
        ConsumerRecord<?, byte[]> record = (ConsumerRecord<?, byte[]>) metadata.getRecord();
        try {
            effect.accept(read(record, type, payload), record.offset());
        } catch (RuntimeException e) {
            LOG.warnf("%s@%d is passed over: %s", record.topic(), record.offset(), e);
        }
        return Uni.createFrom().completionStage(message.ack());
    }

    private <T> Event<T> read(ConsumerRecord<?, byte[]> record, EventType type, Class<T> payload) {
        byte[] data = record.value();
        if (data == null || data.length > config.maxEventBytes()) {
            throw new UnreadableEventException("there is no data, or more than " + config.maxEventBytes() + " bytes");
        }
        return CloudEventHeaders.read(record.headers(), type, EventJson.read(data, payload));
    }
}
