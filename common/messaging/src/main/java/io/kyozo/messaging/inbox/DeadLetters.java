package io.kyozo.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.MessagingConfig;
import io.kyozo.messaging.kafka.EventSender;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go that can't be read or applied: as they came, with headers that say where from and why. A message
 * larger than an event may be is cut short, as its topic would refuse it whole.
 */
@ApplicationScoped
class DeadLetters {
    private static final int LONGEST_REASON = 1000;

    private final EventSender sender;
    private final MessagingConfig config;

    DeadLetters(EventSender sender, MessagingConfig config) {
        this.sender = sender;
        this.config = config;
    }

    /** Waits for a broker that does not answer: the message must not be lost. */
    Uni<Void> put(EventType type, String consumer, ConsumerRecord<?, byte[]> record, String reason) {
        return sender.send(letter(type, consumer, record, reason))
                .onFailure()
                .retry()
                .withBackOff(config.inboxBackoff(), config.inboxBackoffCap())
                .indefinitely();
    }

    private ProducerRecord<String, byte[]> letter(
            EventType type, String consumer, ConsumerRecord<?, byte[]> record, String reason) {
        boolean whole = sizeOf(record) <= config.maxEventBytes();
        Headers headers = new RecordHeaders();
        if (whole) {
            record.headers().forEach(headers::add);
        }
        put(headers, "dlq_reason", reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
        put(headers, "dlq_consumer", consumer);
        put(headers, "dlq_topic", record.topic());
        put(headers, "dlq_partition", Integer.toString(record.partition()));
        put(headers, "dlq_offset", Long.toString(record.offset()));
        put(headers, "dlq_time", Instant.now().toString());
        put(headers, "dlq_truncated", Boolean.toString(!whole));
        String key = whole && record.key() != null ? record.key().toString() : null;
        return new ProducerRecord<>(type.deadLetterTopic(), null, key, whole ? record.value() : cut(record), headers);
    }

    private long sizeOf(ConsumerRecord<?, byte[]> record) {
        long size = record.value() == null ? 0 : record.value().length;
        size += record.key() == null ? 0 : record.key().toString().length();
        for (var header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static byte @Nullable [] cut(ConsumerRecord<?, byte[]> record) {
        byte[] value = record.value();
        return value == null ? null : Arrays.copyOf(value, Math.min(value.length, 64 * 1024));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
