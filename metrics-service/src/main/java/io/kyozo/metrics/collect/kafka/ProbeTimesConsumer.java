package io.kyozo.metrics.collect.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.messaging.Broadcast;
import io.kyozo.metrics.collect.app.HeardProbes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears how long probes took. Each instance hears all of it: any may be the one that takes samples. */
@ApplicationScoped
class ProbeTimesConsumer {
    private final Broadcast broadcast;
    private final HeardProbes probes;

    ProbeTimesConsumer(Broadcast broadcast, HeardProbes probes) {
        this.broadcast = broadcast;
        this.probes = probes;
    }

    @Incoming("probe-times")
    Uni<Void> on(Message<byte[]> message) {
        return broadcast.hear(message, EventType.PROBE_TIMES, ProbeTimes.class, (event, place) -> probes.heard(event));
    }
}
