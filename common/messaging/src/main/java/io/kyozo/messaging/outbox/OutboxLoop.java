package io.kyozo.messaging.outbox;

import io.kyozo.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Runs the relay when there is something to send: at each notification, and now and then in case one was missed. */
@ApplicationScoped
class OutboxLoop {
    private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(5);
    private static final Duration POLL_WITHOUT_NOTIFICATIONS = Duration.ofMillis(100);

    private final OutboxRelay relay;
    private final OutboxStore store;
    private final OutboxWaker waker;
    private final MessagingConfig config;
    private final Vertx vertx;
    /** Wakes since the present run began; 0 while none runs. */
    private final AtomicInteger wakes = new AtomicInteger();

    private final List<Long> timers = new ArrayList<>();
    private volatile long polledAt;

    OutboxLoop(OutboxRelay relay, OutboxStore store, OutboxWaker waker, MessagingConfig config, Vertx vertx) {
        this.relay = relay;
        this.store = store;
        this.waker = waker;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (config.relayEnabled()) {
            waker.listen(this::wake);
            timers.add(vertx.setPeriodic(POLL_WITHOUT_NOTIFICATIONS.toMillis(), timer -> poll()));
            timers.add(vertx.setPeriodic(FORGET_EVERY.toMillis(), timer -> forget()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        waker.stop();
        timers.forEach(vertx::cancelTimer);
    }

    private void poll() {
        long now = System.nanoTime();
        if (!waker.isListening() || now - polledAt >= config.relayPollInterval().toNanos()) {
            polledAt = now;
            wake();
        }
    }

    /** A wake during a run makes it run once more: what was committed after it looked is not left lying. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            run(1);
        }
    }

    private void run(int seen) {
        var unused = drain().subscribe().with(sent -> finish(seen), failure -> failed(seen, failure));
    }

    private Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(() -> relay.relay(config.relayBatchSize()))
                .repeat()
                .until(sent -> sent < config.relayBatchSize())
                .collect()
                .last();
    }

    private void failed(int seen, Throwable failure) {
        LOG.warnf("The outbox could not be relayed, next try at the next poll: %s", failure);
        finish(seen);
    }

    private void finish(int seen) {
        int left = wakes.addAndGet(-seen);
        if (left > 0) {
            run(left);
        }
    }

    private void forget() {
        var unused = store.forgetSent(config.outboxRetention())
                .subscribe()
                .with(
                        rows -> LOG.debugf("Forgot %d sent events", rows),
                        failure -> LOG.warnf("Sent events could not be forgotten: %s", failure));
    }
}
