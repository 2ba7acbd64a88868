package io.kyozo.deployer.deployment.kafka;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.EventType;
import io.kyozo.deployer.deployment.app.RequestDeployment;
import io.kyozo.messaging.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes wishes about what runs. */
@ApplicationScoped
class DeployRequestedConsumer {
    private final Inbox inbox;
    private final RequestDeployment requestDeployment;

    DeployRequestedConsumer(Inbox inbox, RequestDeployment requestDeployment) {
        this.inbox = inbox;
        this.requestDeployment = requestDeployment;
    }

    @Incoming("deploy-requested")
    Uni<Void> onDeployRequested(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.DEPLOY_REQUESTED,
                DeployRequested.class,
                (tx, event) -> requestDeployment
                        .request(tx, event.teamId(), event.data(), event.correlationId())
                        .replaceWithVoid());
    }
}
