package io.kyozo.messaging.inbox;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.Inbox;
import io.kyozo.messaging.MessagingConfig;
import io.kyozo.messaging.kafka.CloudEventHeaders;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.messaging.kafka.UnreadableEventException;
import io.kyozo.sql.SqlFault;
import io.kyozo.sql.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The inbox for messages from Kafka. The channel is the consumer: two channels on one topic both get each event. */
@ApplicationScoped
class KafkaInbox implements Inbox {
    private static final Logger LOG = Logger.getLogger(KafkaInbox.class);
    /** Names in the logging context, as everywhere else. */
    private static final String CORRELATION = "correlationId";

    private final InboxStore store;
    private final DeadLetters deadLetters;
    private final MessagingConfig config;
    private final MeterRegistry meters;

    KafkaInbox(InboxStore store, DeadLetters deadLetters, MessagingConfig config, MeterRegistry meters) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.config = config;
        this.meters = meters;
    }

    @Override
    public <T> Uni<Void> consume(
            Message<byte[]> message, EventType type, Class<T> payload, BiFunction<Tx, Event<T>, Uni<Void>> effect) {
        var metadata = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        @SuppressWarnings("unchecked")
        ConsumerRecord<?, byte[]> record = (ConsumerRecord<?, byte[]>) metadata.getRecord();
        String consumer = metadata.getChannel();
        return Uni.createFrom()
                .item(() -> read(record, type, payload))
                .chain(event -> apply(consumer, event, effect))
                .invoke(ran -> count(type, ran ? "applied" : "duplicate"))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> setAside(type, consumer, record, failure))
                .chain(() -> Uni.createFrom().completionStage(message.ack()));
    }

    private <T> Event<T> read(ConsumerRecord<?, byte[]> record, EventType type, Class<T> payload) {
        if (record.value() == null) {
            throw new UnreadableEventException("there is no data");
        }
        if (record.value().length > config.maxEventBytes()) {
            throw new UnreadableEventException("the data is larger than " + config.maxEventBytes() + " bytes");
        }
        return CloudEventHeaders.read(record.headers(), type, EventJson.read(record.value(), payload));
    }

    /** Without a database nothing can take effect, and no event is to blame: that is waited for as long as it takes. */
    private <T> Uni<Boolean> apply(String consumer, Event<T> event, BiFunction<Tx, Event<T>, Uni<Void>> effect) {
        return Uni.createFrom()
                .deferred(() -> inContext(event, () -> store.once(consumer, event.id(), tx -> effect.apply(tx, event))))
                .onFailure(failure -> SqlFault.of(failure) == SqlFault.CONNECTION_LOST)
                .retry()
                .withBackOff(config.inboxBackoff(), config.inboxBackoffCap())
                .indefinitely()
                .onFailure()
                .retry()
                .withBackOff(config.inboxBackoff(), config.inboxBackoffCap())
                .atMost(config.inboxAttempts() - 1L);
    }

    private static <T> Uni<T> inContext(Event<?> event, Supplier<Uni<T>> work) {
        MDC.put(CORRELATION, event.correlationId());
        return work.get().eventually(() -> MDC.remove(CORRELATION));
    }

    private Uni<Void> setAside(EventType type, String consumer, ConsumerRecord<?, byte[]> record, Throwable failure) {
        String place = record.topic() + "/" + record.partition() + "@" + record.offset();
        if (failure instanceof UnreadableEventException) {
            LOG.warnf("%s is no event that can be read, dead-lettered: %s", place, failure.getMessage());
        } else {
            LOG.errorf(failure, "%s could not be applied, dead-lettered", place);
        }
        count(type, "dead-lettered");
        return deadLetters.put(type, consumer, record, String.valueOf(failure.getMessage()));
    }

    private void count(EventType type, String outcome) {
        meters.counter("kyozo.inbox.events", "topic", type.topic(), "outcome", outcome)
                .increment();
    }
}
