package io.kyozo.metrics.collect.kafka;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.Inbox;
import io.kyozo.metrics.collect.app.TargetStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Keeps the replicas to measure as the deployer says they are. */
@ApplicationScoped
class DeploymentChangedConsumer {
    private final Inbox inbox;
    private final TargetStore targets;

    DeploymentChangedConsumer(Inbox inbox, TargetStore targets) {
        this.inbox = inbox;
        this.targets = targets;
    }

    @Incoming("deployment-changed")
    Uni<Void> on(Message<byte[]> message) {
        return inbox.consume(message, EventType.DEPLOYMENT_CHANGED, DeploymentChanged.class, targets::replace);
    }
}
