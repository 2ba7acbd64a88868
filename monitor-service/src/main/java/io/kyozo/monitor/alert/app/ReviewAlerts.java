package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertMachine;
import io.kyozo.monitor.alert.AlertWatch;
import io.kyozo.monitor.alert.AlertWatch.Phase;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.Signal;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Raises an alert for what stays ill and is itself the cause, and resolves it when it stays well. */
@ApplicationScoped
public class ReviewAlerts {
    private final WatchStore watches;
    private final RaiseAlerts raise;
    private final Suspects suspects;
    private final AlertConfig config;
    private final Clock clock;

    ReviewAlerts(WatchStore watches, RaiseAlerts raise, Suspects suspects, AlertConfig config, Clock clock) {
        this.suspects = suspects;
        this.watches = watches;
        this.raise = raise;
        this.config = config;
        this.clock = clock;
    }

    /** Whether an alert that the service is down is pending. */
    public Uni<Boolean> review(Tx tx, Condition health, String correlationId) {
        var status = java.util.Objects.requireNonNull(health.status());
        Instant now = clock.instant();
        Signal down = Signal.down(status, health.improving());
        return watches.watches(tx, health.serviceId())
                .chain(known -> step(tx, AlertKind.DOWN, down, health, known, now, correlationId)
                        .call(next -> step(
                                tx,
                                AlertKind.DEGRADED,
                                Signal.degraded(status, health.improving(), next.isOpen()),
                                health,
                                known,
                                now,
                                correlationId)))
                .map(next -> next.phase() == Phase.PENDING);
    }

    /** Of something that is no service of a workspace and depends on nothing. */
    public Uni<Void> review(Tx tx, AlertKind kind, Signal signal, Condition of, String correlationId) {
        return review(tx, kind, phase -> signal, of, correlationId);
    }

    /** Of the same, where it matters how far the alert has come. */
    public Uni<Void> review(Tx tx, AlertKind kind, Function<Phase, Signal> signal, Condition of, String correlationId) {
        Instant now = clock.instant();
        return watches.watches(tx, of.serviceId())
                .map(known -> before(known, kind, now))
                .chain(before -> advance(
                        tx, kind, signal.apply(before.phase()), of, before, Optional.empty(), now, correlationId))
                .replaceWithVoid();
    }

    /** The service is removed. */
    public Uni<Void> resolve(Tx tx, UUID serviceId) {
        return watches.forget(tx, serviceId).chain(() -> raise.resolveAll(tx, serviceId, clock.instant()));
    }

    private Uni<AlertWatch> step(
            Tx tx,
            AlertKind kind,
            Signal signal,
            Condition health,
            Map<AlertKind, AlertWatch> known,
            Instant now,
            String correlationId) {
        AlertWatch before = before(known, kind, now);
        if (signal != Signal.BAD) {
            return advance(tx, kind, signal, health, before, Optional.empty(), now, correlationId);
        }
        return watches.surroundings(tx, health.serviceId(), kind, now.minus(config.engineWindow()))
                .map(around -> around.causeOf(health.serviceName()))
                .chain(cause -> advance(tx, kind, signal, health, before, cause, now, correlationId));
    }

    private Uni<AlertWatch> advance(
            Tx tx,
            AlertKind kind,
            Signal signal,
            Condition of,
            AlertWatch before,
            Optional<String> cause,
            Instant now,
            String correlationId) {
        AlertWatch next = AlertMachine.next(before, signal, cause.isPresent(), now, config.rule(kind));
        if (next.phase() == Phase.QUIET && before.phase() == Phase.QUIET) {
            return Uni.createFrom().item(next);
        }
        return watches.keep(tx, of.serviceId(), kind, next)
                .chain(() -> raise.changed(tx, kind, of, before, next, now, correlationId))
                .chain(() -> before.phase() == Phase.QUIET && next.phase() == Phase.PENDING
                        ? suspects.lookAt(tx, of.serviceId(), correlationId)
                        : Uni.createFrom().voidItem())
                .chain(() -> next.isOpen() && signal == Signal.BAD
                        ? raise.blame(tx, of.serviceId(), kind, cause)
                        : Uni.createFrom().voidItem())
                .replaceWith(next);
    }

    private static AlertWatch before(Map<AlertKind, AlertWatch> known, AlertKind kind, Instant now) {
        return known.getOrDefault(kind, AlertWatch.quiet(now));
    }
}
