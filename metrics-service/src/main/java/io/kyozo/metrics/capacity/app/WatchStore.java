package io.kyozo.metrics.capacity.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was said of services, so that it is said once. */
public interface WatchStore {
    /**
     * A service.
     *
     * @param replicas that run; 0 where it has only alerts left
     * @param advised last; null for never
     * @param anomalies that fire, their alerts by metric
     */
    record Watched(
            UUID serviceId,
            UUID teamId,
            UUID workspaceId,
            String name,
            int replicas,
            @Nullable Advised advised,
            Map<String, UUID> anomalies) {}

    /** What each replica was advised. */
    record Advised(double cpuCores, long memoryBytes) {}

    /** Services that run, and those with alerts that fire. */
    Uni<List<Watched>> watched();

    /** Keeps what was advised. */
    Uni<Void> advised(Tx tx, UUID serviceId, Advised advised);

    /** Keeps an alert that fires from now on; false where one does already. */
    Uni<Boolean> raised(Tx tx, UUID serviceId, String metric, UUID alertId);

    /** Takes an alert away; false where it was gone. */
    Uni<Boolean> resolved(Tx tx, UUID serviceId, String metric);
}
