package io.kyozo.deployer.deployment.kafka;

import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.messaging.Inbox;
import io.kyozo.messaging.SequenceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Remembers which revision of a workspace was analysed last. */
@ApplicationScoped
class FolderAnalyzedConsumer {
    private final Inbox inbox;
    private final SequenceGuard guard;
    private final WorkspaceStore workspaces;

    FolderAnalyzedConsumer(Inbox inbox, SequenceGuard guard, WorkspaceStore workspaces) {
        this.inbox = inbox;
        this.guard = guard;
        this.workspaces = workspaces;
    }

    @Incoming("folder-analyzed")
    Uni<Void> onFolderAnalyzed(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.FOLDER_ANALYZED,
                FolderAnalyzed.class,
                (tx, event) -> guard.isNewest(tx, event)
                        .chain(newest -> newest
                                ? workspaces.analyzed(tx, event.teamId(), event.data())
                                : Uni.createFrom().voidItem()));
    }
}
