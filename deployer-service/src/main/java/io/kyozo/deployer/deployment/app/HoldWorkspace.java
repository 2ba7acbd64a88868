package io.kyozo.deployer.deployment.app;

import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Has nobody deploy in a workspace, and nothing there be put right, while something else is done with it. */
@ApplicationScoped
public class HoldWorkspace {
    private final Transactions transactions;
    private final WorkspaceStore workspaces;
    private final DeploymentQueue queue;

    HoldWorkspace(Transactions transactions, WorkspaceStore workspaces, DeploymentQueue queue) {
        this.transactions = transactions;
        this.workspaces = workspaces;
        this.queue = queue;
    }

    /** True where {@code holder} has it from now on, or had it already; deployments that are asked for wait. */
    public Uni<Boolean> take(UUID teamId, UUID workspaceId, UUID holder) {
        return workspaces
                .find(teamId, workspaceId)
                .chain(found -> transactions.inTransaction(tx -> workspaces
                        .lock(tx, teamId, workspaceId, found.orElseThrow().name())
                        .chain(workspace -> {
                            if (workspace.active() != null && !holder.equals(workspace.active())) {
                                return Uni.createFrom().item(false);
                            }
                            return workspaces.active(tx, workspaceId, holder).replaceWith(true);
                        })));
    }

    /** Lets it go where {@code holder} has it: the deployment that waits longest begins. */
    public Uni<Void> release(UUID teamId, UUID workspaceId, UUID holder) {
        return workspaces
                .find(teamId, workspaceId)
                .chain(found -> transactions.inTransaction(tx -> workspaces
                        .lock(tx, teamId, workspaceId, found.orElseThrow().name())
                        .chain(workspace -> holder.equals(workspace.active())
                                ? queue.next(tx, workspace)
                                : Uni.createFrom().voidItem())));
    }
}
