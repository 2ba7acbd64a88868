package io.kyozo.monitor.alert.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertWatch;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.live.app.KeepFeed;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens and closes alerts, and says so in the feed. */
@ApplicationScoped
public class RaiseAlerts {
    private final AlertStore store;
    private final KeepFeed feed;

    RaiseAlerts(AlertStore store, KeepFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** Opens or closes the alert where it went from {@code before} to {@code now} across that line. */
    Uni<Void> changed(
            Tx tx, AlertKind kind, Condition of, AlertWatch before, AlertWatch now, Instant at, String correlationId) {
        if (before.isOpen() == now.isOpen()) {
            return Uni.createFrom().voidItem();
        }
        return now.isOpen()
                ? raise(tx, Alert.raised(Uuid7.next(), kind, "", of, at), correlationId)
                : resolve(tx, of.serviceId(), kind, "", at, correlationId);
    }

    /** Nothing happens where such an alert is open already. */
    public Uni<Void> raise(Tx tx, Alert alert, String correlationId) {
        return store.open(tx, alert)
                .chain(raised -> raised
                        ? tell(tx, alert, alert.raisedAt(), correlationId)
                        : Uni.createFrom().voidItem());
    }

    /** Nothing happens where no such alert is open. */
    public Uni<Void> resolve(Tx tx, UUID serviceId, AlertKind kind, String rule, Instant at, String correlationId) {
        return store.close(tx, serviceId, kind, rule, at)
                .chain(closed -> closed.map(alert -> tell(tx, alert, at, correlationId))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    Uni<Void> resolveAll(Tx tx, UUID serviceId, Instant at) {
        return store.closeAll(tx, serviceId, at).chain(closed -> tellAll(tx, closed, at));
    }

    Uni<Void> blame(Tx tx, UUID serviceId, AlertKind kind, Optional<String> cause) {
        return store.blame(tx, serviceId, kind, cause);
    }

    private Uni<Void> tellAll(Tx tx, List<Alert> closed, Instant at) {
        return Multi.createFrom()
                .iterable(closed)
                .onItem()
                .transformToUniAndConcatenate(
                        alert -> tell(tx, alert, at, Uuid7.next().toString()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Tx tx, Alert alert, Instant now, String correlationId) {
        if (alert.kind() == AlertKind.METRIC) {
            // The feed has the event that it came from.
            return Uni.createFrom().voidItem();
        }
        return feed.keep(tx, alert.teamId(), KeepFeed.HEALTH_ALERT, alert.serviceId(), now, correlationId, alert);
    }
}
