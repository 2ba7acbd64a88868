package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertWatch;
import io.kyozo.monitor.alert.Surroundings;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How far alerts have come, and what services live among. */
public interface WatchStore {
    /** The watches of a service that are not quiet. */
    Uni<Map<AlertKind, AlertWatch>> watches(Tx tx, UUID serviceId);

    /** Keeps a watch; one that is quiet is forgotten. */
    Uni<Void> keep(Tx tx, UUID serviceId, AlertKind kind, AlertWatch watch);

    Uni<Void> forget(Tx tx, UUID serviceId);

    /**
     * What may be the cause of {@link AlertKind#DOWN} or {@link AlertKind#DEGRADED}. Of the engine's services only those
     * that were probed after {@code since} count.
     */
    Uni<Surroundings> surroundings(Tx tx, UUID serviceId, AlertKind of, Instant since);

    /**
     * Each team's share of each engine that runs something of it, judged by what was probed after {@code since}; what
     * became bad after {@code lately} did so a moment ago.
     */
    Uni<List<Share>> engines(AlertKind of, Instant since, Instant lately);

    /** What a team runs on an engine. */
    record Share(UUID teamId, Surroundings.Engine engine) {
        /** An id of this share, always the same. */
        public UUID id() {
            return UUID.nameUUIDFromBytes(
                    (teamId + "/" + engine.name()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
