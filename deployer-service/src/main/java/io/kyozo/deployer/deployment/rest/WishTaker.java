package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.RequestDeployment;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Turns what a client asks for into a wish of its team, for a workspace that is known. */
@ApplicationScoped
class WishTaker {
    private final WorkspaceStore workspaces;
    private final RequestDeployment requestDeployment;
    private final Transactions transactions;

    WishTaker(WorkspaceStore workspaces, RequestDeployment requestDeployment, Transactions transactions) {
        this.workspaces = workspaces;
        this.requestDeployment = requestDeployment;
        this.transactions = transactions;
    }

    Uni<Deployment> take(UUID team, DeploymentWish wish, String subject, String correlationId) {
        return workspaces
                .find(team, wish.workspaceId())
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such workspace.")))
                .chain(workspace -> transactions.inTransaction(tx -> requestDeployment
                        .request(tx, team, wish(workspace, wish, subject), correlationId)
                        .invoke(WishTaker::checkContent)));
    }

    private static DeployRequested wish(WorkspaceStore.Known workspace, DeploymentWish wish, String subject) {
        List<String> services = wish.services();
        String reason = wish.reason();
        return new DeployRequested(
                workspace.id(),
                workspace.name(),
                wish.wished(),
                wish.revisionId(),
                null,
                null,
                services == null ? List.of() : services,
                wish.replicas(),
                subject,
                reason == null ? "" : reason);
    }

    private static void checkContent(Deployment deployment) {
        DeployRequested request = deployment.request();
        boolean deploys = request.action() == Action.DEPLOY || request.action() == Action.ROLL_BACK;
        if (deploys && request.topologyHash() == null) {
            throw new KyozoException(
                    ErrorCode.CONFLICT,
                    request.action() == Action.ROLL_BACK
                            ? "There is no earlier release of this workspace to go back to."
                            : "Nothing of this revision is known yet: upload the folder, and wait for its analysis.");
        }
    }
}
