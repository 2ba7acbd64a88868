package io.kyozo.metrics.collect.runtime;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** What replicas hold on disk. Counting files takes long, so it is done beside the rounds, one replica at a time. */
@ApplicationScoped
class DiskUse {
    private static final Logger LOG = Logger.getLogger(DiskUse.class);
    /** An engine that takes longer has too much to do to be asked this. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ContainerRuntime runtime;
    private final CollectConfig config;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();
    private final AtomicBoolean counting = new AtomicBoolean();

    private record Known(OptionalLong bytes, long at) {}

    DiskUse(ContainerRuntime runtime, CollectConfig config) {
        this.runtime = runtime;
        this.config = config;
    }

    /** What was last counted; has it counted anew where that is long ago and no other replica's is being counted. */
    Map<Counter, Long> of(Target target) {
        Known last = known.get(target.instanceId());
        boolean old = last == null
                || System.nanoTime() - last.at() > config.diskInterval().toNanos();
        if (old && counting.compareAndSet(false, true)) {
            count(target, last == null ? OptionalLong.empty() : last.bytes());
        }
        return last == null || last.bytes().isEmpty()
                ? Map.of()
                : Map.of(Counter.DISK_USED, last.bytes().getAsLong());
    }

    private void count(Target target, OptionalLong before) {
        var unused = Uni.createFrom()
                .deferred(() -> runtime.diskBytes(target.containerId()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("no disk use of %s: %s", target.containerId(), failure.getMessage()))
                .onFailure()
                .recoverWithItem(before)
                .onTermination()
                .invoke(() -> counting.set(false))
                .subscribe()
                .with(bytes -> known.put(target.instanceId(), new Known(bytes, System.nanoTime())));
    }

    void forgetOthers(Set<UUID> instanceIds) {
        known.keySet().retainAll(instanceIds);
    }
}
