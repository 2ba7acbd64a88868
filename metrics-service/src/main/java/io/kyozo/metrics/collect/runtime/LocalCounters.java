package io.kyozo.metrics.collect.runtime;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.cgroup.ControlGroups;
import io.kyozo.metrics.collect.cgroup.GroupCounters;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The open files of the replicas on this host, and how often each was seen to be started anew. */
@ApplicationScoped
class LocalCounters {
    private static final Logger LOG = Logger.getLogger(LocalCounters.class);
    /** A replica without files is not looked up in each round. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final @Nullable ControlGroups groups = ControlGroups.ofHost().orElse(null);
    private final Map<UUID, GroupCounters> open = new ConcurrentHashMap<>();
    private final Map<UUID, Long> lookedAt = new ConcurrentHashMap<>();
    private final Map<UUID, Starts> starts = new ConcurrentHashMap<>();

    private record Starts(@Nullable Instant latest, long again) {}

    /** Empty where it has no files here, or they are gone. */
    Optional<Reading> read(Target target) {
        GroupCounters files = open.get(target.instanceId());
        if (files == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(files.read().with(restarts(target)));
        } catch (IOException gone) {
            open.remove(target.instanceId());
            lookedAt.remove(target.instanceId());
            close(files);
            return Optional.empty();
        }
    }

    boolean isOpen(Target target) {
        return open.containsKey(target.instanceId());
    }

    boolean isWorthLooking(Target target) {
        Long last = lookedAt.get(target.instanceId());
        return groups != null && (last == null || System.nanoTime() - last > LOOK_AGAIN.toNanos());
    }

    /** @param pid of a process in it; 0 for none */
    void open(Target target, long pid, @Nullable Instant startedAt) {
        lookedAt.put(target.instanceId(), System.nanoTime());
        starts.merge(target.instanceId(), new Starts(startedAt, 0), LocalCounters::counted);
        if (groups != null && pid > 0) {
            groups.find(pid, target.containerId()).ifPresent(files -> put(target, files));
        }
    }

    private void put(Target target, GroupCounters files) {
        GroupCounters old = open.put(target.instanceId(), files);
        if (old != null) {
            close(old);
        }
    }

    private static Starts counted(Starts before, Starts now) {
        boolean again = now.latest != null && before.latest != null && !now.latest.equals(before.latest);
        return new Starts(now.latest == null ? before.latest : now.latest, before.again + (again ? 1 : 0));
    }

    Map<Counter, Long> restarts(Target target) {
        Starts known = starts.get(target.instanceId());
        return known == null ? Map.of() : Map.of(Counter.RESTARTS, known.again());
    }

    void forgetOthers(Set<UUID> instanceIds) {
        open.entrySet().removeIf(entry -> {
            boolean other = !instanceIds.contains(entry.getKey());
            if (other) {
                close(entry.getValue());
            }
            return other;
        });
        lookedAt.keySet().retainAll(instanceIds);
        starts.keySet().retainAll(instanceIds);
    }

    @PreDestroy
    void closeAll() {
        forgetOthers(Set.of());
    }

    private static void close(GroupCounters files) {
        try {
            files.close();
        } catch (IOException e) {
            LOG.debugf("a kernel's file could not be closed: %s", e.getMessage());
        }
    }
}
