package io.kyozo.metrics.threshold.store;

import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.metrics.threshold.app.RuleStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rules through Hibernate Reactive; the team is part of every condition. */
@ApplicationScoped
class PanacheRuleStore implements RuleStore, PanacheRepositoryBase<RuleEntity, UUID> {
    private static final String OF_TEAM = "teamId = ?1 and id = ?2 and removed = false";

    @Override
    public Uni<Optional<ThresholdRule>> find(UUID teamId, UUID ruleId) {
        return entity(teamId, ruleId).map(found -> found.map(RuleEntity::rule));
    }

    private Uni<Optional<RuleEntity>> entity(UUID teamId, UUID ruleId) {
        return find(OF_TEAM, teamId, ruleId).firstResult().map(Optional::ofNullable);
    }

    @Override
    public Uni<List<ThresholdRule>> list(UUID teamId, Optional<UUID> after, Optional<UUID> serviceId, int limit) {
        StringBuilder query = new StringBuilder("teamId = :team and removed = false");
        Parameters parameters = Parameters.with("team", teamId);
        after.ifPresent(id -> {
            query.append(" and id < :after");
            parameters.and("after", id);
        });
        serviceId.ifPresent(id -> {
            query.append(" and serviceId = :service");
            parameters.and("service", id);
        });
        return find(query.append(" order by id desc").toString(), parameters)
                .range(0, limit - 1)
                .list()
                .map(rows -> rows.stream().map(RuleEntity::rule).toList());
    }

    @Override
    public Uni<Void> add(ThresholdRule rule) {
        return persistAndFlush(RuleEntity.of(rule)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> change(ThresholdRule rule) {
        return entity(rule.teamId(), rule.id())
                .invoke(found -> found.ifPresent(entity -> entity.set(rule)))
                .map(Optional::isPresent);
    }

    @Override
    public Uni<Boolean> remove(UUID teamId, UUID ruleId) {
        return update("removed = true, enabled = false where " + OF_TEAM, teamId, ruleId)
                .map(rows -> rows > 0);
    }
}
