package io.kyozo.metrics.testing;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.Counters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counters that a test sets; what it has not set is gone. In place of the real ones with {@link MetricsTestProfile}. */
@Alternative
@ApplicationScoped
public class CountingRuntime implements Counters {
    private static final long LIMIT = 1 << 30;

    private final Map<String, Long> memory = new ConcurrentHashMap<>();

    public void uses(String containerId, long bytes) {
        memory.put(containerId, bytes);
    }

    @Override
    public Uni<Reading> read(Target target) {
        Long bytes = memory.get(target.containerId());
        return bytes == null
                ? Uni.createFrom().failure(new IllegalStateException("gone"))
                : Uni.createFrom().item(() -> reading(bytes));
    }

    /** Half a core all the time. */
    private static Reading reading(long bytes) {
        Instant now = Instant.now();
        return new Reading(
                now,
                Map.of(
                        Counter.CPU_NANOS,
                        now.toEpochMilli() * 500_000,
                        Counter.MEMORY,
                        bytes,
                        Counter.MEMORY_LIMIT,
                        LIMIT,
                        Counter.PIDS,
                        3L));
    }
}
