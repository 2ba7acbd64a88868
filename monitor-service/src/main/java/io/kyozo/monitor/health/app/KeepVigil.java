package io.kyozo.monitor.health.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthMachine;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Notices services of which nothing has been learnt for too long, unless it was the monitor that did not look. */
@ApplicationScoped
public class KeepVigil {
    private static final int AT_ONCE = 500;

    private final Transactions transactions;
    private final VigilStore vigils;
    private final HealthStore store;
    private final AnnounceHealth announce;
    private final HealthConfig config;
    private final Clock clock;

    KeepVigil(
            Transactions transactions,
            VigilStore vigils,
            HealthStore store,
            AnnounceHealth announce,
            HealthConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.vigils = vigils;
        this.store = store;
        this.announce = announce;
        this.config = config;
        this.clock = clock;
    }

    /** Looks at all services once. */
    public Uni<Void> look() {
        Instant now = clock.instant();
        Duration longestPause = config.noDataAfter().dividedBy(2);
        return transactions
                .inTransaction(tx -> vigils.tick(tx, now, longestPause))
                .chain(vigil -> vigil.misses(Instant.EPOCH, config.noDataAfter())
                        ? noteSilent(now.minus(config.noDataAfter()))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> noteSilent(Instant since) {
        return vigils.silent(since, AT_ONCE).chain(this::noteAll);
    }

    private Uni<Void> noteAll(List<UUID> silent) {
        return Multi.createFrom()
                .iterable(silent)
                .onItem()
                .transformToUni(id -> transactions.inTransaction(tx -> note(tx, id)))
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> note(Tx tx, UUID serviceId) {
        Instant now = clock.instant();
        return store.lock(tx, serviceId)
                .chain(found -> found.filter(health -> isSilent(health, now))
                        .map(health -> note(tx, health, now))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private boolean isSilent(ServiceHealth health, Instant now) {
        Instant learnt = health.learntAt();
        return learnt == null || learnt.isBefore(now.minus(config.noDataAfter()));
    }

    private Uni<Void> note(Tx tx, ServiceHealth before, Instant now) {
        String why = "nothing has been learnt of it for " + config.noDataAfter().toSeconds() + " s: " + before.reason();
        ServiceHealth after = before.changed(
                HealthMachine.noData(before.state(), now, config.policy()),
                before.status() == HealthStatus.NO_DATA ? before.reason() : why);
        return announce.announce(tx, before, after, Uuid7.next().toString()).replaceWithVoid();
    }
}
