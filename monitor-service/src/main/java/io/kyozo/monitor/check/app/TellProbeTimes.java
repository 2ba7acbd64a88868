package io.kyozo.monitor.check.app;

import static java.util.stream.Collectors.groupingBy;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.contracts.event.ProbeTimes.ReplicaTime;
import io.kyozo.messaging.Broadcast;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.Target;
import io.kyozo.sql.WakeLoop;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells those who measure how long replicas took to answer. One message after the other, each with all that came in
 * meanwhile: a broker that is slow or away holds up nothing, and costs no more than the latest time of each replica.
 */
@ApplicationScoped
class TellProbeTimes {
    private static final Logger LOG = Logger.getLogger(TellProbeTimes.class);
    private static final String SOURCE = "monitor";
    private static final double NANOS = 1e9;

    private final Map<UUID, Answered> waiting = new ConcurrentHashMap<>();
    private final Broadcast broadcast;
    private final Clock clock;
    private final WakeLoop loop;

    private record Place(UUID teamId, UUID workspaceId) {}

    private record Answered(Place place, UUID instanceId, Duration took) {}

    TellProbeTimes(Broadcast broadcast, Clock clock) {
        this.broadcast = broadcast;
        this.clock = clock;
        this.loop = new WakeLoop(
                this::tell, failure -> LOG.debugf("How long probes took is told with the next: %s", failure));
    }

    /** @param results as the target's instances are; whose container was only looked at did not answer anything */
    void round(Target target, Probe probe, List<ProbeResult> results) {
        if (probe.kind() == Probe.Kind.CONTAINER) {
            return;
        }
        Place place = new Place(target.teamId(), target.workspaceId());
        for (int i = 0; i < results.size(); i++) {
            Instance instance = target.instances().get(i);
            boolean asked = probe.kind() == Probe.Kind.COMMAND || instance.port() != null;
            if (asked && results.get(i) instanceof ProbeResult.Passed passed) {
                waiting.put(instance.instanceId(), new Answered(place, instance.instanceId(), passed.took()));
            }
        }
        loop.wake();
    }

    private Uni<Void> tell() {
        Map<Place, List<Answered>> all = waiting.values().stream().collect(groupingBy(Answered::place));
        return Multi.createFrom()
                .iterable(all.entrySet())
                .onItem()
                .transformToUniAndConcatenate(one -> tell(one.getKey(), one.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Place place, List<Answered> answered) {
        Instant now = clock.instant();
        List<ReplicaTime> times = answered.stream()
                .map(one -> new ReplicaTime(one.instanceId(), one.took().toNanos() / NANOS))
                .toList();
        return broadcast
                .say(Event.of(
                        EventType.PROBE_TIMES,
                        SOURCE,
                        place.workspaceId(),
                        place.teamId(),
                        Uuid7.next().toString(),
                        now.toEpochMilli(),
                        new ProbeTimes(place.workspaceId(), now, times)))
                .invoke(() -> answered.forEach(one -> waiting.remove(one.instanceId(), one)));
    }
}
