package io.kyozo.monitor.live.kafka;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.event.WorkspaceChanged;
import io.kyozo.messaging.Inbox;
import io.kyozo.monitor.live.app.KeepFeed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The events that only the feed is interested in. */
@ApplicationScoped
class FeedConsumers {
    private final Inbox inbox;
    private final KeepFeed feed;

    FeedConsumers(Inbox inbox, KeepFeed feed) {
        this.inbox = inbox;
        this.feed = feed;
    }

    @Incoming("folder-analyzed")
    Uni<Void> folderAnalyzed(Message<byte[]> message) {
        return keep(message, EventType.FOLDER_ANALYZED, FolderAnalyzed.class);
    }

    @Incoming("deploy-requested")
    Uni<Void> deployRequested(Message<byte[]> message) {
        return keep(message, EventType.DEPLOY_REQUESTED, DeployRequested.class);
    }

    @Incoming("health-changed")
    Uni<Void> healthChanged(Message<byte[]> message) {
        return keep(message, EventType.HEALTH_CHANGED, HealthChanged.class);
    }

    @Incoming("workspace-changed")
    Uni<Void> workspaceChanged(Message<byte[]> message) {
        return keep(message, EventType.WORKSPACE_CHANGED, WorkspaceChanged.class);
    }

    private <T> Uni<Void> keep(Message<byte[]> message, EventType type, Class<T> payload) {
        return inbox.consume(message, type, payload, feed::keep);
    }
}
