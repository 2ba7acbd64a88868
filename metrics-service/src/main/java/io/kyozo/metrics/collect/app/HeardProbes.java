package io.kyozo.metrics.collect.app;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.metrics.collect.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How long replicas took to answer their probes, as the monitor says. Each time goes into one sample: a round between two
 * probes has none.
 */
@ApplicationScoped
public class HeardProbes {
    /** Of replicas that are gone, and on instances that take no samples, nobody takes them. */
    static final int MOST = 10_000;

    private static final double NANOS = 1e9;

    private final Map<UUID, Long> nanos = new LinkedHashMap<>();

    /** Takes the place of what was heard of the same replicas before. */
    public synchronized void heard(Event<ProbeTimes> event) {
        event.data().replicas().forEach(replica -> put(replica.instanceId(), replica.seconds()));
        nanos.keySet().stream().limit(Math.max(0, nanos.size() - MOST)).toList().forEach(nanos::remove);
    }

    private void put(UUID instanceId, double seconds) {
        if (seconds >= 0 && Double.isFinite(seconds)) {
            nanos.remove(instanceId);
            nanos.put(instanceId, Math.round(seconds * NANOS));
        }
    }

    /** What is new of the replica; nothing where its latest time was taken already. */
    synchronized Map<Counter, Long> take(UUID instanceId) {
        Long took = nanos.remove(instanceId);
        return took == null ? Map.of() : Map.of(Counter.PROBE_NANOS, took);
    }
}
