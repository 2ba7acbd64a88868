package io.kyozo.monitor.live.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.messaging.Broadcast;
import io.kyozo.monitor.live.app.LiveTopics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What topics tell. Each instance hears all of it: those who look may be on any. */
@ApplicationScoped
class TopicConsumers {
    private final Broadcast broadcast;
    private final LiveTopics topics;

    TopicConsumers(Broadcast broadcast, LiveTopics topics) {
        this.broadcast = broadcast;
        this.topics = topics;
    }

    @Incoming("log-lines")
    Uni<Void> logLines(Message<byte[]> message) {
        return broadcast.hear(message, EventType.LOG_LINES, LogLines.class, topics::said);
    }

    @Incoming("metric-samples")
    Uni<Void> metricSamples(Message<byte[]> message) {
        return broadcast.hear(message, EventType.METRIC_SAMPLES, MetricSamples.class, topics::measured);
    }
}
