package io.kyozo.metrics.threshold.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.metrics.series.app.ServiceCatalog;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.web.auth.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes the caller's rules. */
@ApplicationScoped
public class ThresholdRules {
    private final RuleStore store;
    private final ServiceCatalog services;
    private final Caller caller;

    ThresholdRules(RuleStore store, ServiceCatalog services, Caller caller) {
        this.store = store;
        this.services = services;
        this.caller = caller;
    }

    @WithSession
    public Uni<ThresholdRule> find(UUID id) {
        return store.find(caller.teamId(), id).map(found -> found.orElseThrow(() -> absent(id)));
    }

    @WithSession
    public Uni<List<ThresholdRule>> list(Optional<UUID> after, Optional<UUID> serviceId, int limit) {
        return store.list(caller.teamId(), after, serviceId, limit);
    }

    /** Fails with {@link ErrorCode#INVALID_REQUEST} where the rule is about a service that the team does not have. */
    @WithTransaction
    public Uni<ThresholdRule> add(ThresholdRule rule) {
        return known(rule.serviceId()).chain(() -> store.add(rule)).replaceWith(rule);
    }

    /** As {@link #add}; fails with {@link ErrorCode#NOT_FOUND} where the team has no such rule. */
    @WithTransaction
    public Uni<ThresholdRule> change(ThresholdRule rule) {
        return known(rule.serviceId())
                .chain(() -> store.change(rule))
                .invoke(there -> require(there, rule.id()))
                .replaceWith(rule);
    }

    @WithTransaction
    public Uni<Void> remove(UUID id) {
        return store.remove(caller.teamId(), id)
                .invoke(there -> require(there, id))
                .replaceWithVoid();
    }

    private Uni<Void> known(@Nullable UUID serviceId) {
        return serviceId == null
                ? Uni.createFrom().voidItem()
                : services.belongsTo(caller.teamId(), serviceId)
                        .invoke(belongs -> requireService(belongs, serviceId))
                        .replaceWithVoid();
    }

    private static void requireService(boolean belongs, UUID serviceId) {
        if (!belongs) {
            throw new KyozoException(
                            ErrorCode.INVALID_REQUEST,
                            "There is no service " + serviceId + ". Leave \"serviceId\" out for all services.")
                    .with("pointer", "/data/attributes/serviceId");
        }
    }

    private static void require(boolean there, UUID id) {
        if (!there) {
            throw absent(id);
        }
    }

    private static KyozoException absent(UUID id) {
        return new KyozoException(ErrorCode.NOT_FOUND, "There is no threshold rule " + id + ".");
    }
}
