package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.collect.Counter;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;

/** What the proxy in front of the replicas has counted. */
public interface ProxyCounters {
    /**
     * Of one replica.
     *
     * @param count requests answered, or not
     * @param errors of those, answered with a 5xx or not at all
     * @param waitNanos waited for all of the answers, in nanoseconds
     */
    record Requests(long count, long errors, long waitNanos) {
        /** As counters of a reading. */
        public Map<Counter, Long> counters() {
            return Map.of(Counter.REQUESTS, count, Counter.REQUEST_ERRORS, errors, Counter.WAIT_NANOS, waitNanos);
        }
    }

    /** By replica; those that it does not know are left out. */
    Uni<Map<UUID, Requests>> read();
}
