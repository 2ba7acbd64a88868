package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.PlanPreview;
import io.kyozo.deployer.deployment.app.PreviewPlan;
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
    private final PreviewPlan previewPlan;
    private final Transactions transactions;

    WishTaker(
            WorkspaceStore workspaces,
            RequestDeployment requestDeployment,
            PreviewPlan previewPlan,
            Transactions transactions) {
        this.workspaces = workspaces;
        this.previewPlan = previewPlan;
        this.requestDeployment = requestDeployment;
        this.transactions = transactions;
    }

    Uni<Deployment> take(UUID team, DeploymentWish wish, String subject, String correlationId) {
        return workspace(team, wish)
                .invoke(workspace -> checkRemoval(workspace, wish))
                .chain(workspace -> transactions.inTransaction(tx -> requestDeployment
                        .request(tx, team, wish(workspace, wish, subject), correlationId)
                        .invoke(deployment -> checkContent(deployment.request()))));
    }

    /** What the wish would bring about; nothing is recorded. */
    Uni<PlanPreview> preview(UUID team, DeploymentWish wish, String subject) {
        return workspace(team, wish)
                .chain(workspace -> previewPlan.resolve(workspace, wish(workspace, wish, subject)))
                .invoke(WishTaker::checkContent)
                .chain(resolved -> previewPlan.preview(team, resolved));
    }

    private Uni<WorkspaceStore.Known> workspace(UUID team, DeploymentWish wish) {
        return workspaces
                .find(team, wish.workspaceId())
                .map(found -> found.orElseThrow(
                        () -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such workspace.")));
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
                reason == null ? "" : reason,
                wish.wishedStrategy());
    }

    private static void checkRemoval(WorkspaceStore.Known workspace, DeploymentWish wish) {
        String confirmed = wish.confirm();
        boolean meant =
                workspace.name().equals(confirmed) || workspace.id().toString().equals(confirmed);
        if (wish.wished() == Action.REMOVE && !meant) {
            throw new KyozoException(
                    ErrorCode.CONFLICT,
                    "A removal takes the data in the services' volumes with it: \"/data/attributes/confirm\" must be the"
                            + " workspace's name, " + workspace.name() + ".");
        }
    }

    private static void checkContent(DeployRequested request) {
        boolean deploys = request.action() == Action.DEPLOY || request.action() == Action.ROLL_BACK;
        if (deploys && request.topologyHash() == null) {
            throw new KyozoException(ErrorCode.CONFLICT, missing(request));
        }
    }

    private static String missing(DeployRequested request) {
        if (request.action() != Action.ROLL_BACK) {
            return "Nothing of this revision is known yet: upload the folder, and wait for its analysis.";
        }
        return request.revisionId() == null
                ? "There is no earlier release of this workspace to go back to."
                : "There is no release of this revision to go back to.";
    }
}
