package io.kyozo.monitor.health.app;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.app.ReviewAlerts;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.monitor.health.Watched;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Keeps the list of services whose health is judged in step with what is deployed. */
@ApplicationScoped
public class TrackHealth {
    private final HealthStore store;
    private final AnnounceHealth announce;
    private final ReviewAlerts alerts;
    private final Clock clock;

    TrackHealth(HealthStore store, AnnounceHealth announce, ReviewAlerts alerts, Clock clock) {
        this.store = store;
        this.announce = announce;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** {@code fresh} says that other replicas serve than before. */
    public Uni<Void> track(Tx tx, Watched target, boolean fresh) {
        return store.lock(tx, target.serviceId())
                .chain(known ->
                        known.map(before -> update(tx, before, target, fresh)).orElseGet(() -> begin(tx, target)));
    }

    /** One that was removed and is deployed again goes on with the count of its history. */
    private Uni<Void> begin(Tx tx, Watched target) {
        return store.lastSequence(tx, target.serviceId()).chain(last -> store.save(tx, unknown(target, last)));
    }

    /** The service is removed; its history stays. */
    public Uni<Void> forget(Tx tx, UUID serviceId) {
        return alerts.resolve(tx, serviceId).chain(() -> store.remove(tx, serviceId));
    }

    private Uni<Void> update(Tx tx, ServiceHealth before, Watched target, boolean fresh) {
        ServiceHealth renamed = of(target, before.state(), before);
        if (!target.probed() && before.status() != HealthStatus.UNKNOWN) {
            String why = "it is not probed while it is " + target.state().name().toLowerCase(Locale.ROOT);
            ServiceHealth now = renamed.changed(before.state().unjudged(clock.instant()), why);
            return announce.announce(tx, before, now, target.correlationId()).replaceWithVoid();
        }
        return store.save(
                tx,
                fresh ? renamed.changed(before.state().withFreshReplicas(clock.instant()), before.reason()) : renamed);
    }

    private ServiceHealth unknown(Watched target, long sequence) {
        Instant now = clock.instant();
        return new ServiceHealth(
                target.serviceId(),
                target.teamId(),
                target.workspaceId(),
                target.workspaceName(),
                target.serviceName(),
                target.deploymentId(),
                HealthState.unknown(now),
                "it has not been probed yet",
                null,
                null,
                null,
                sequence);
    }

    private static ServiceHealth of(Watched target, HealthState state, ServiceHealth before) {
        return new ServiceHealth(
                target.serviceId(),
                target.teamId(),
                target.workspaceId(),
                target.workspaceName(),
                target.serviceName(),
                target.deploymentId(),
                state,
                before.reason(),
                before.responseMillis(),
                before.probedAt(),
                before.learntAt(),
                before.sequence());
    }
}
