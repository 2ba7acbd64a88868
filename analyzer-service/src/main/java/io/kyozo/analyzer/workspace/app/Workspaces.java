package io.kyozo.analyzer.workspace.app;

import io.kyozo.analyzer.workspace.Workspace;
import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.WorkspaceChanged;
import io.kyozo.contracts.event.WorkspaceChanged.Change;
import io.kyozo.messaging.Outbox;
import io.kyozo.sql.Transactions;
import io.kyozo.web.auth.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds, makes, changes and removes the caller's workspaces; every change is published in its own transaction. */
@ApplicationScoped
public class Workspaces {
    private final WorkspaceStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Caller caller;

    Workspaces(WorkspaceStore store, Outbox outbox, Transactions transactions, Caller caller) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * A workspace, and whether it was made just now.
     *
     * @param workspace found or made
     * @param created true where it was not there
     */
    public record FindOrCreate(Workspace workspace, boolean created) {}

    @WithSession
    public Uni<Workspace> find(UUID id) {
        return store.find(caller.teamId(), id).map(found -> found.orElseThrow(() -> absent(id)));
    }

    @WithSession
    public Uni<List<Workspace>> list(Optional<UUID> after, Optional<String> name, int limit) {
        return store.list(caller.teamId(), after, name, limit);
    }

    /** Finds the workspace of this name, or makes it. Of two made at once, one fails with a unique violation. */
    @WithTransaction
    public Uni<FindOrCreate> findOrCreate(String name, String title) {
        return store.findByName(caller.teamId(), name)
                .chain(found -> found.map(workspace -> Uni.createFrom().item(new FindOrCreate(workspace, false)))
                        .orElseGet(() -> create(name, title)));
    }

    private Uni<FindOrCreate> create(String name, String title) {
        Instant now = Instant.now();
        Workspace workspace = new Workspace(Uuid7.next(), caller.teamId(), name, title, now, now);
        return store.add(workspace)
                .chain(() -> publish(workspace, Change.CREATED))
                .replaceWith(new FindOrCreate(workspace, true));
    }

    @WithTransaction
    public Uni<Workspace> retitle(UUID id, String title) {
        return store.retitle(caller.teamId(), id, title)
                .map(changed -> changed.orElseThrow(() -> absent(id)))
                .call(workspace -> publish(workspace, Change.UPDATED));
    }

    @WithTransaction
    public Uni<Void> remove(UUID id) {
        return find(id).call(workspace -> publish(workspace, Change.DELETED))
                .chain(workspace -> store.remove(workspace.teamId(), id))
                .replaceWithVoid();
    }

    private Uni<Void> publish(Workspace workspace, Change change) {
        WorkspaceChanged data = new WorkspaceChanged(workspace.id(), workspace.name(), change);
        return store.nextSequence(workspace.id())
                .map(sequence -> event(workspace, sequence, data))
                .chain(event -> transactions.current().chain(tx -> outbox.append(tx, event)));
    }

    private Event<WorkspaceChanged> event(Workspace workspace, long sequence, WorkspaceChanged data) {
        return Event.of(
                EventType.WORKSPACE_CHANGED,
                "analyzer",
                workspace.id(),
                workspace.teamId(),
                caller.correlationId(),
                sequence,
                data);
    }

    private static KyozoException absent(UUID id) {
        return new KyozoException(ErrorCode.NOT_FOUND, "There is no workspace " + id + ".");
    }
}
