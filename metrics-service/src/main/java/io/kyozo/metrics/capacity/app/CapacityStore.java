package io.kyozo.metrics.capacity.app;

import io.kyozo.metrics.capacity.Capacity;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;

/** Where a team's use is added up. */
public interface CapacityStore {
    /** Counts what runs and adds up its latest samples that are no older than {@code fresh}. */
    Uni<Capacity> read(UUID teamId, Duration fresh);

    /** How many replicas of a service run. */
    Uni<Integer> replicas(UUID serviceId);
}
