package io.kyozo.messaging.inbox;

import io.kyozo.messaging.MessagingConfig;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The ids of the events that took effect. */
@ApplicationScoped
class InboxStore {
    private static final Logger LOG = Logger.getLogger(InboxStore.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final String RECEIVE =
            "insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing";
    private static final String FORGET = "delete from inbox where received_at < $1";

    private final Transactions transactions;
    private final MessagingConfig config;
    private final Vertx vertx;

    InboxStore(Transactions transactions, MessagingConfig config, Vertx vertx) {
        this.transactions = transactions;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(FORGET_EVERY.toMillis(), timer -> forget());
    }

    /** Runs {@code effect} unless the event took effect before; whether it ran. */
    Uni<Boolean> once(String consumer, UUID eventId, Function<Tx, Uni<Void>> effect) {
        return transactions.inTransaction(tx -> tx.update(RECEIVE, consumer, eventId)
                .chain(rows -> rows == 0
                        ? Uni.createFrom().item(false)
                        : effect.apply(tx).replaceWith(true)));
    }

    private void forget() {
        var unused = transactions
                .update(FORGET, Instant.now().minus(config.inboxRetention()))
                .subscribe()
                .with(
                        rows -> LOG.debugf("Forgot %d received events", rows),
                        failure -> LOG.warnf("Received events could not be forgotten: %s", failure));
    }
}
