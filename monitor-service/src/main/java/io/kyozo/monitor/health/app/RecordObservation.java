package io.kyozo.monitor.health.app;

import io.kyozo.monitor.health.HealthMachine;
import io.kyozo.monitor.health.HealthPolicy;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.Judged;
import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.monitor.slo.app.KeepServed;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Judges a service's health by what a round of probes saw. */
@ApplicationScoped
public class RecordObservation {
    private final Transactions transactions;
    private final HealthStore store;
    private final AnnounceHealth announce;
    private final KeepServed served;
    private final HealthPolicy usual;
    private final Clock clock;

    RecordObservation(
            Transactions transactions,
            HealthStore store,
            AnnounceHealth announce,
            KeepServed served,
            HealthConfig config,
            Clock clock) {
        this.served = served;
        this.transactions = transactions;
        this.store = store;
        this.announce = announce;
        this.usual = config.policy();
        this.clock = clock;
    }

    /** How sure a judgement must be where nothing else was said. */
    public HealthPolicy usual() {
        return usual;
    }

    /** What came of it; empty where {@code generation} is no longer the one that is probed, and what it saw is of no use. */
    public Uni<Optional<Judged>> record(UUID serviceId, long generation, Observation observation, HealthPolicy policy) {
        return transactions.inTransaction(tx -> store.lock(tx, serviceId, generation)
                .chain(found -> found.map(probed -> judge(tx, probed, observation, policy))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Optional<Judged>> judge(
            Tx tx, HealthStore.Probed probed, Observation observation, HealthPolicy policy) {
        Instant now = clock.instant();
        ServiceHealth before = probed.health();
        HealthState next = HealthMachine.next(before.state(), observation, now, policy);
        return addUp(tx, before, observation, now)
                .chain(() -> announce(tx, probed, next, observation, now))
                .map(pending -> Optional.of(new Judged(next, pending)));
    }

    private Uni<Boolean> announce(
            Tx tx, HealthStore.Probed probed, HealthState next, Observation observation, Instant now) {
        ServiceHealth before = probed.health();
        return announce.announce(tx, before, before.observed(next, observation.in(next), now), probed.correlationId());
    }

    private Uni<Void> addUp(Tx tx, ServiceHealth before, Observation observation, Instant now) {
        return before.state()
                .served(observation.kind())
                .map(good -> served.add(tx, before.serviceId(), before.learntAt(), now, !good))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
