package io.kyozo.monitor.alert.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertRule;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.live.app.KeepFeed;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Raises an alert for a service that stays ill, and resolves it when it is well. */
@ApplicationScoped
public class ReviewAlerts {
    private final AlertStore store;
    private final KeepFeed feed;
    private final AlertRule rule;
    private final Clock clock;

    ReviewAlerts(AlertStore store, KeepFeed feed, AlertConfig config, Clock clock) {
        this.store = store;
        this.feed = feed;
        this.rule = new AlertRule(config.sustained());
        this.clock = clock;
    }

    public Uni<Void> review(Tx tx, Condition health, String correlationId) {
        Instant now = clock.instant();
        return switch (rule.review(health.status(), health.since(), now)) {
            case RAISE -> raise(tx, health, now, correlationId);
            case RESOLVE -> close(tx, health.serviceId(), now, correlationId);
            case LEAVE -> Uni.createFrom().voidItem();
        };
    }

    /** The service is removed. */
    public Uni<Void> resolve(Tx tx, UUID serviceId) {
        return close(tx, serviceId, clock.instant(), Uuid7.next().toString());
    }

    private Uni<Void> raise(Tx tx, Condition health, Instant now, String correlationId) {
        Alert alert = new Alert(
                Uuid7.next(),
                health.serviceId(),
                health.teamId(),
                health.workspaceId(),
                health.serviceName(),
                health.status(),
                health.reason(),
                now,
                null);
        return store.open(tx, alert)
                .chain(raised -> raised
                        ? tell(tx, alert, now, correlationId)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> close(Tx tx, UUID serviceId, Instant now, String correlationId) {
        return store.close(tx, serviceId, now)
                .chain(closed -> closed.map(alert -> tell(tx, alert, now, correlationId))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> tell(Tx tx, Alert alert, Instant now, String correlationId) {
        return feed.keep(tx, alert.teamId(), KeepFeed.HEALTH_ALERT, alert.serviceId(), now, correlationId, alert);
    }
}
