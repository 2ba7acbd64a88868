package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Sampling;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.series.Sample;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads every replica's counters once and makes samples of them. A replica that does not answer has none in this round. */
@ApplicationScoped
public class CollectSamples {
    private static final Logger LOG = Logger.getLogger(CollectSamples.class);

    private final TargetStore targets;
    private final Counters counters;
    private final CollectConfig config;
    /** The reading before, by replica. Another instance of this service starts with none, and so without rates. */
    private final Map<UUID, Reading> before = new ConcurrentHashMap<>();

    CollectSamples(TargetStore targets, Counters counters, CollectConfig config) {
        this.targets = targets;
        this.counters = counters;
        this.config = config;
    }

    /** One round. */
    public Uni<List<Sample>> collect() {
        return targets.all().invoke(this::forgetOthers).chain(this::readAll);
    }

    private void forgetOthers(List<Target> known) {
        before.keySet().retainAll(known.stream().map(Target::instanceId).collect(Collectors.toSet()));
    }

    private Uni<List<Sample>> readAll(List<Target> known) {
        return Multi.createFrom()
                .iterable(known)
                .onItem()
                .transformToUni(this::read)
                .merge(config.concurrency())
                .collect()
                .asList();
    }

    private Uni<Sample> read(Target target) {
        return counters.read(target)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(now -> Sampling.sample(target, before.put(target.instanceId(), now), now))
                .onFailure()
                .invoke(failure -> LOG.debugf("no counters of %s: %s", target.containerId(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
