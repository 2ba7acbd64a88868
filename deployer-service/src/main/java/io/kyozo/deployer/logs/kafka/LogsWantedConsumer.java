package io.kyozo.deployer.logs.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.deployer.logs.app.TellLogs;
import io.kyozo.messaging.Broadcast;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Learns which logs somebody looks at. Instances share the topic, so each log is told by one of them. */
@ApplicationScoped
class LogsWantedConsumer {
    private final Broadcast broadcast;
    private final TellLogs tell;

    LogsWantedConsumer(Broadcast broadcast, TellLogs tell) {
        this.broadcast = broadcast;
        this.tell = tell;
    }

    @Incoming("logs-wanted")
    Uni<Void> wanted(Message<byte[]> message) {
        return broadcast.hear(message, EventType.LOGS_WANTED, LogsWanted.class, (event, place) -> tell.wanted(event));
    }
}
