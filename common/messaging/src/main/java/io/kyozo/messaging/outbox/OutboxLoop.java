package io.kyozo.messaging.outbox;

import io.kyozo.messaging.MessagingConfig;
import io.kyozo.sql.Notifications;
import io.kyozo.sql.WakeLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs the relay when there is something to send: at each notification, and now and then in case one was missed. */
@ApplicationScoped
class OutboxLoop {
    private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
    /** As {@link PgOutbox} notifies it. */
    private static final String CHANNEL = "outbox";

    private static final Duration FORGET_EVERY = Duration.ofMinutes(5);
    private static final Duration POLL_WITHOUT_NOTIFICATIONS = Duration.ofMillis(100);

    private final OutboxRelay relay;
    private final OutboxStore store;
    private final Notifications notifications;
    private final MessagingConfig config;
    private final Vertx vertx;
    private final WakeLoop loop;
    private final List<Long> timers = new ArrayList<>();
    private volatile long polledAt;

    OutboxLoop(OutboxRelay relay, OutboxStore store, Notifications notifications, MessagingConfig config, Vertx vertx) {
        this.relay = relay;
        this.store = store;
        this.notifications = notifications;
        this.config = config;
        this.vertx = vertx;
        this.loop = new WakeLoop(
                this::drain,
                failure -> LOG.warnf("The outbox could not be relayed, next try at the next poll: %s", failure));
    }

    void start(@Observes StartupEvent event) {
        if (config.relayEnabled()) {
            notifications.listen(CHANNEL, loop::wake);
            timers.add(vertx.setPeriodic(POLL_WITHOUT_NOTIFICATIONS.toMillis(), timer -> poll()));
            timers.add(vertx.setPeriodic(FORGET_EVERY.toMillis(), timer -> forget()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    private void poll() {
        long now = System.nanoTime();
        if (!notifications.isListening(CHANNEL)
                || now - polledAt >= config.relayPollInterval().toNanos()) {
            polledAt = now;
            loop.wake();
        }
    }

    private Uni<Void> drain() {
        return Uni.createFrom()
                .deferred(() -> relay.relay(config.relayBatchSize()))
                .repeat()
                .until(sent -> sent < config.relayBatchSize())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void forget() {
        var unused = store.forgetSent(config.outboxRetention())
                .subscribe()
                .with(
                        rows -> LOG.debugf("Forgot %d sent events", rows),
                        failure -> LOG.warnf("Sent events could not be forgotten: %s", failure));
    }
}
