package io.kyozo.monitor.health.app;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.messaging.Outbox;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.app.ReviewAlerts;
import io.kyozo.monitor.health.HealthEvent;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps a service's health and, where its status has changed, says so: the trail, the event and alerts, all or nothing. */
@ApplicationScoped
class AnnounceHealth {
    private static final String SOURCE = "monitor";

    private final HealthStore store;
    private final Outbox outbox;
    private final ReviewAlerts alerts;

    AnnounceHealth(HealthStore store, Outbox outbox, ReviewAlerts alerts) {
        this.store = store;
        this.outbox = outbox;
        this.alerts = alerts;
    }

    /** Whether an alert that the service is down is pending. */
    Uni<Boolean> announce(Tx tx, ServiceHealth before, ServiceHealth now, String correlationId) {
        return store.save(tx, now)
                .chain(() -> now.sequence() == before.sequence()
                        ? Uni.createFrom().voidItem()
                        : change(tx, before, now, correlationId))
                .chain(() -> alerts.review(tx, condition(now), correlationId));
    }

    private static Condition condition(ServiceHealth health) {
        return new Condition(
                health.serviceId(),
                health.teamId(),
                health.workspaceId(),
                health.serviceName(),
                health.status(),
                health.state().direction() < 0,
                health.reason());
    }

    private Uni<Void> change(Tx tx, ServiceHealth before, ServiceHealth now, String correlationId) {
        Event<HealthChanged> event = Event.of(
                EventType.HEALTH_CHANGED,
                SOURCE,
                now.serviceId(),
                now.teamId(),
                correlationId,
                now.sequence(),
                now.since(before));
        HealthEvent kept = new HealthEvent(
                event.id(),
                now.serviceId(),
                now.teamId(),
                now.sequence(),
                before.status(),
                now.status(),
                now.reason(),
                now.responseMillis(),
                event.time());
        return store.add(tx, kept).chain(() -> outbox.append(tx, event));
    }
}
