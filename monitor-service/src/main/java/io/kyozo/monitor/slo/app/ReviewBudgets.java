package io.kyozo.monitor.slo.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.app.ReviewAlerts;
import io.kyozo.monitor.slo.BurnRule;
import io.kyozo.monitor.slo.Objective;
import io.kyozo.monitor.slo.app.ServedStore.Recent;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Raises alerts for services that use up their error budget too fast. */
@ApplicationScoped
public class ReviewBudgets {
    private final Transactions transactions;
    private final ServedStore store;
    private final ReviewAlerts alerts;
    private final SloConfig config;
    private final Clock clock;

    ReviewBudgets(Transactions transactions, ServedStore store, ReviewAlerts alerts, SloConfig config, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    /** Looks at all budgets once. */
    public Uni<Void> look() {
        return store.recent(clock.instant()).chain(this::reviewAll);
    }

    /** A service's objective. */
    public Objective objective(Recent service) {
        Double own = service.target();
        return new Objective(own == null ? config.target() : own, config.period());
    }

    private Uni<Void> reviewAll(List<Recent> services) {
        return Multi.createFrom()
                .iterable(services)
                .onItem()
                .transformToUni(service -> transactions.inTransaction(
                        tx -> review(tx, service, BurnRule.FAST).chain(() -> review(tx, service, BurnRule.SLOW))))
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> review(Tx tx, Recent service, BurnRule rule) {
        Objective objective = objective(service);
        var signal = rule.signal(objective, service.in(rule.longWindow()), service.in(rule.shortWindow()));
        String reason = String.format(
                Locale.ROOT,
                "the error budget of %.4g %% is used up %.1f times too fast over %s",
                100 * (1 - objective.target()),
                objective.burnRate(service.in(rule.longWindow()), rule.longWindow()),
                rule.longWindow());
        Condition of = new Condition(
                service.serviceId(), service.teamId(), service.workspaceId(), service.name(), null, false, reason);
        return alerts.review(tx, rule.kind(), signal, of, Uuid7.next().toString());
    }
}
