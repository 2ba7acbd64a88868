package io.kyozo.messaging;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.messaging.kafka.CloudEventHeaders;
import io.kyozo.messaging.kafka.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events to test with. */
public final class Events {
    private Events() {}

    public static Event<FolderAnalyzed> analyzed(UUID subject, long sequence) {
        return analyzed(subject, sequence, "todo");
    }

    public static Event<FolderAnalyzed> analyzed(UUID subject, long sequence, String name) {
        String hash = "0".repeat(64);
        FolderAnalyzed data = new FolderAnalyzed(
                subject, name, Uuid7.next(), hash, hash, Strategy.SINGLE_SERVICE, 0.9, List.of("web"));
        return Event.of(
                EventType.FOLDER_ANALYZED, "analyzer", subject, Uuid7.next(), "corr-" + sequence, sequence, data);
    }

    /** As a producer other than our relay would send it. */
    public static ProducerRecord<String, byte[]> record(Event<?> event) {
        return new ProducerRecord<>(
                event.type().topic(),
                null,
                event.subject().toString(),
                EventJson.write(event.data()).getBytes(StandardCharsets.UTF_8),
                CloudEventHeaders.write(event));
    }
}
