package io.kyozo.monitor.health.app;

import io.kyozo.monitor.health.HealthMachine;
import io.kyozo.monitor.health.HealthPolicy;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.ServiceHealth;
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
    private final HealthPolicy policy;
    private final Clock clock;

    RecordObservation(
            Transactions transactions, HealthStore store, AnnounceHealth announce, HealthConfig config, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.announce = announce;
        this.policy = config.policy();
        this.clock = clock;
    }

    /** The state now; empty where {@code generation} is no longer the one that is probed, and what it saw is of no use. */
    public Uni<Optional<HealthState>> record(UUID serviceId, long generation, Observation observation) {
        return transactions.inTransaction(tx -> store.lock(tx, serviceId, generation)
                .chain(found -> found.map(probed -> judge(tx, probed, observation))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Optional<HealthState>> judge(Tx tx, HealthStore.Probed probed, Observation observation) {
        Instant now = clock.instant();
        ServiceHealth before = probed.health();
        HealthState next = HealthMachine.next(before.state(), observation, now, policy);
        return announce.announce(tx, before, before.observed(next, observation, now), probed.correlationId())
                .replaceWith(Optional.of(next));
    }
}
