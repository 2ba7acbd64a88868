package io.kyozo.deployer.deployment.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.deployer.deployment.app.WatchHealth;
import io.kyozo.messaging.Inbox;
import io.kyozo.messaging.SequenceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Learns how services fare. */
@ApplicationScoped
class HealthChangedConsumer {
    private final Inbox inbox;
    private final SequenceGuard guard;
    private final WatchHealth watchHealth;

    HealthChangedConsumer(Inbox inbox, SequenceGuard guard, WatchHealth watchHealth) {
        this.inbox = inbox;
        this.guard = guard;
        this.watchHealth = watchHealth;
    }

    @Incoming("health-changed")
    Uni<Void> onHealthChanged(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.HEALTH_CHANGED,
                HealthChanged.class,
                (tx, event) -> guard.isNewest(tx, event)
                        .chain(newest -> newest
                                ? watchHealth.changed(tx, event)
                                : Uni.createFrom().voidItem()));
    }
}
