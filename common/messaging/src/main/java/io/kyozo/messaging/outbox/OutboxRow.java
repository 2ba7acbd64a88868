package io.kyozo.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.kafka.CloudEventHeaders;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event that waits in the outbox: its data is JSON already. */
record OutboxRow(Event<String> event, Instant createdAt) {
    static OutboxRow of(Row row) {
        Event<String> event = new Event<>(
                row.getUUID("id"),
                EventType.valueOf(row.getString("event_type")),
                row.getString("source"),
                row.getUUID("subject"),
                row.getUUID("team_id"),
                row.getString("correlation_id"),
                row.getLong("sequence"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("data"));
        return new OutboxRow(event, row.getOffsetDateTime("created_at").toInstant());
    }

    /** As it goes on its topic; the key is the subject, which keeps one aggregate's events on one partition. */
    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(
                event.type().topic(),
                null,
                event.subject().toString(),
                event.data().getBytes(UTF_8),
                CloudEventHeaders.write(event));
    }
}
