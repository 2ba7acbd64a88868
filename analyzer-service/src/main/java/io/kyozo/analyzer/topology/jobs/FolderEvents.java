package io.kyozo.analyzer.topology.jobs;

import io.kyozo.analyzer.topology.app.AnalyzeFolder.Analysis;
import io.kyozo.analyzer.workspace.app.Revisions.Revision;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.messaging.Outbox;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says to the other services that a revision was analysed, and that it is to be deployed where that was asked for. */
@ApplicationScoped
class FolderEvents {
    private static final String SOURCE = "analyzer";

    private final Outbox outbox;

    FolderEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    Uni<Void> publish(Tx tx, Revision revision, Analysis analysis) {
        Uni<Void> analyzed = outbox.append(tx, analyzed(revision, analysis));
        boolean deployable = analysis.document().services().stream().anyMatch(ServiceSpec::deployable);
        return revision.deploy() && deployable
                ? analyzed.chain(() -> outbox.append(tx, deploy(revision, analysis)))
                : analyzed;
    }

    private static Event<FolderAnalyzed> analyzed(Revision revision, Analysis analysis) {
        List<String> services = analysis.document().services().stream()
                .filter(ServiceSpec::deployable)
                .map(ServiceSpec::name)
                .toList();
        FolderAnalyzed data = new FolderAnalyzed(
                revision.workspaceId(),
                revision.workspaceName(),
                revision.id(),
                revision.treeHash(),
                analysis.topologyHash(),
                analysis.document().strategy(),
                analysis.document().confidence(),
                services);
        return event(EventType.FOLDER_ANALYZED, revision, data);
    }

    private static Event<DeployRequested> deploy(Revision revision, Analysis analysis) {
        DeployRequested data = new DeployRequested(
                revision.workspaceId(),
                revision.workspaceName(),
                DeployRequested.Action.DEPLOY,
                revision.id(),
                revision.treeHash(),
                analysis.topologyHash(),
                List.of(),
                null,
                revision.actor(),
                "revision " + revision.number() + " was uploaded to be deployed");
        return event(EventType.DEPLOY_REQUESTED, revision, data);
    }

    private static <T> Event<T> event(EventType type, Revision revision, T data) {
        return Event.of(
                type,
                SOURCE,
                revision.workspaceId(),
                revision.teamId(),
                revision.correlationId(),
                revision.number(),
                data);
    }
}
