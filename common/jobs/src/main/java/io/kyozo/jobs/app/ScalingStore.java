package io.kyozo.jobs.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;

/** How many workers auto-scaling gave each queue; what an operator set goes before it. */
public interface ScalingStore {
    /** By queue; a queue that was never scaled is not there. */
    Uni<Map<String, Scaled>> scaled();

    /** Changes the number of a queue from one to another; false where an instance or operator was first. */
    Uni<Boolean> scale(String queue, int from, int to);

    /** Forgets all numbers: what is configured, or set by an operator, holds. */
    Uni<Void> clear();

    /**
     * A queue's number of workers.
     *
     * @param fixed whether an operator set it: then it is not changed
     * @param sinceChange since it was last changed, by the store's clock
     */
    record Scaled(boolean fixed, Duration sinceChange) {}
}
