package io.kyozo.messaging.outbox;

import io.kyozo.messaging.kafka.EventSender;
import io.kyozo.sql.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox, one turn at a time. Within a subject an event is sent when the one before it has
 * arrived, so that no failure can change their order; subjects do not wait for each other. What was sent but could not be
 * marked so is sent again: consumers know it by its id.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Each may hold a worker thread while the broker does not answer. */
    private static final int SUBJECTS_AT_ONCE = 16;

    private final OutboxStore store;
    private final EventSender sender;
    private final MeterRegistry meters;

    OutboxRelay(OutboxStore store, EventSender sender, MeterRegistry meters) {
        this.store = store;
        this.sender = sender;
        this.meters = meters;
    }

    /** Sends at most {@code limit} events; how many left the outbox. 0 also where another instance is sending. */
    Uni<Integer> relay(int limit) {
        return store.inTurn(tx -> store.waiting(tx, limit).chain(rows -> send(tx, rows)), 0);
    }

    private Uni<Integer> send(Tx tx, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return Multi.createFrom()
                .iterable(bySubject(rows))
                .onItem()
                .transformToMulti(this::sendInOrder)
                .merge(SUBJECTS_AT_ONCE)
                .collect()
                .asList()
                .call(deliveries -> mark(tx, deliveries))
                .map(List::size);
    }

    private static Collection<List<OutboxRow>> bySubject(List<OutboxRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.event().subject(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** The deliveries up to the first failure; what comes after it stays for the next turn. */
    private Multi<Delivery> sendInOrder(List<OutboxRow> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(this::sendOne)
                .onFailure()
                .invoke(failure -> LOG.warnf("An event could not be sent, it stays in the outbox: %s", failure))
                .onFailure()
                .recoverWithCompletion();
    }

    private Uni<Delivery> sendOne(OutboxRow row) {
        UUID id = row.event().id();
        return sender.send(row.toRecord())
                .invoke(() -> lag(row).record(Duration.between(row.createdAt(), Instant.now())))
                .<Delivery>map(done -> new Delivery.Sent(id))
                .onFailure(OutboxRelay::isFinal)
                .recoverWithItem(failure -> new Delivery.Refused(id, String.valueOf(failure.getMessage())));
    }

    private Uni<Void> mark(Tx tx, List<Delivery> deliveries) {
        List<UUID> sent = deliveries.stream()
                .filter(Delivery.Sent.class::isInstance)
                .map(Delivery::id)
                .toList();
        Uni<Void> refusals = Multi.createFrom()
                .iterable(deliveries)
                .filter(Delivery.Refused.class::isInstance)
                .map(Delivery.Refused.class::cast)
                .invoke(refused -> LOG.errorf("Event %s was refused for good: %s", refused.id(), refused.reason()))
                .onItem()
                .transformToUniAndConcatenate(refused -> store.markRefused(tx, refused.id(), refused.reason()))
                .collect()
                .asList()
                .replaceWithVoid();
        return store.markSent(tx, sent).chain(() -> refusals);
    }

    private Timer lag(OutboxRow row) {
        return Timer.builder("kyozo.outbox.lag")
                .description("From the event's insert to the broker's answer")
                .tag("topic", row.event().type().topic())
                .register(meters);
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidTopicException;
    }
}
