package io.kyozo.monitor.check.kafka;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.Inbox;
import io.kyozo.monitor.check.app.TrackServices;
import io.kyozo.monitor.live.app.KeepFeed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Deployments: what they change is tracked and told in the feed, in one transaction. */
@ApplicationScoped
class DeploymentChangedConsumer {
    private final Inbox inbox;
    private final TrackServices track;
    private final KeepFeed feed;

    DeploymentChangedConsumer(Inbox inbox, TrackServices track, KeepFeed feed) {
        this.inbox = inbox;
        this.track = track;
        this.feed = feed;
    }

    @Incoming("deployment-changed")
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.DEPLOYMENT_CHANGED,
                DeploymentChanged.class,
                (tx, event) -> track.apply(tx, event).chain(() -> feed.keep(tx, event)));
    }
}
