package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Sampling;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.series.Sample;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads every replica's counters once and makes samples of them. A replica that does not answer has none in this round. */
@ApplicationScoped
public class CollectSamples {
    private static final Logger LOG = Logger.getLogger(CollectSamples.class);

    private final Counters counters;
    private final ProxyCounters proxy;
    private final HeardProbes probes;
    private final CollectConfig config;
    /** The reading before, by replica. Another instance of this service starts with none, and so without rates. */
    private final Map<UUID, Taken> before = new ConcurrentHashMap<>();

    private record Taken(Reading reading, long nanoTime) {}

    public CollectSamples(Counters counters, ProxyCounters proxy, HeardProbes probes, CollectConfig config) {
        this.counters = counters;
        this.proxy = proxy;
        this.probes = probes;
        this.config = config;
    }

    /** One round over {@code targets}. */
    public Uni<List<Sample>> collect(List<Target> targets) {
        Set<UUID> known = targets.stream().map(Target::instanceId).collect(Collectors.toSet());
        before.keySet().retainAll(known);
        counters.forgetOthers(known);
        return proxy.read()
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("no counters of the proxy: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(Map.of())
                .chain(requests -> readAll(targets, requests));
    }

    private Uni<List<Sample>> readAll(List<Target> targets, Map<UUID, ProxyCounters.Requests> requests) {
        // Those that wait for an engine must not keep those waiting that need none.
        List<Target> nearFirst = targets.stream()
                .sorted(Comparator.comparing(target -> !counters.isNear(target)))
                .toList();
        return Multi.createFrom()
                .iterable(nearFirst)
                .onItem()
                .transformToUni(target -> read(target, requests.get(target.instanceId())))
                .merge(config.concurrency())
                .collect()
                .asList();
    }

    private Uni<Sample> read(Target target, ProxyCounters.@Nullable Requests requests) {
        return counters.read(target)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(now -> requests == null ? now : now.with(requests.counters()))
                .map(now -> now.with(probes.take(target.instanceId())))
                .map(now -> sample(target, now))
                .onFailure()
                .invoke(failure -> LOG.debugf("no counters of %s: %s", target.containerId(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Sample sample(Target target, Reading now) {
        Taken taken = new Taken(now, System.nanoTime());
        Taken last = before.put(target.instanceId(), taken);
        return last == null
                ? Sampling.sample(target, null, now, Duration.ZERO)
                : Sampling.sample(target, last.reading(), now, Duration.ofNanos(taken.nanoTime() - last.nanoTime()));
    }
}
