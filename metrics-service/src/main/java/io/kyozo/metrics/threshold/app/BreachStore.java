package io.kyozo.metrics.threshold.app;

import io.kyozo.metrics.threshold.Breach;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a round of samples is checked against, and what it leaves behind. */
public interface BreachStore {
    /**
     * A rule together with a service that it is about.
     *
     * @param rule not enabled where it was taken away
     * @param serviceId the service
     * @param serviceName its name
     * @param workspaceId its workspace
     * @param runs whether the service has replicas now
     * @param breach that holds until now; null for none
     */
    record Watched(
            ThresholdRule rule,
            UUID serviceId,
            String serviceName,
            UUID workspaceId,
            boolean runs,
            @Nullable Breach breach) {}

    /** All rules that a running service can break, and all that have a breach; locked until {@code tx} ends. */
    Uni<List<Watched>> watched(Tx tx);

    Uni<Void> put(Tx tx, Breach breach);

    /** Ends a breach, and forgets its rule where that was taken away and this was its last. */
    Uni<Void> end(Tx tx, UUID ruleId, UUID serviceId);

    /** The next number of the events about a service. */
    Uni<Long> nextSequence(Tx tx, UUID serviceId);
}
