package io.kyozo.metrics.threshold.app;

import io.kyozo.metrics.threshold.ThresholdRule;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A team's rules, in the Hibernate session that is open. */
public interface RuleStore {
    Uni<Optional<ThresholdRule>> find(UUID teamId, UUID ruleId);

    /** Newest first, after the rule {@code after}. */
    Uni<List<ThresholdRule>> list(UUID teamId, Optional<UUID> after, Optional<UUID> serviceId, int limit);

    Uni<Void> add(ThresholdRule rule);

    /** Writes the rule's new settings; false where the team has no such rule. */
    Uni<Boolean> change(ThresholdRule rule);

    /** Takes the rule away; the alerts that it raised are resolved by the next round of samples. */
    Uni<Boolean> remove(UUID teamId, UUID ruleId);
}
