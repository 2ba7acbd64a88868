package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the content that a wish is about, where the wish does not say. */
@ApplicationScoped
class ReleaseContent {
    private final DeploymentStore deployments;

    ReleaseContent(DeploymentStore deployments) {
        this.deployments = deployments;
    }

    /** The wish with its content; without one where there is none. */
    Uni<DeployRequested> resolve(Tx tx, WorkspaceStore.Known workspace, DeployRequested wish) {
        UUID revision = wish.revisionId();
        if (wish.topologyHash() != null) {
            return Uni.createFrom().item(wish);
        }
        if (wish.action() == Action.ROLL_BACK && revision == null) {
            return deployments.earlierRelease(tx, workspace.id()).map(found -> withContent(wish, found));
        }
        if (wish.action() != Action.DEPLOY && wish.action() != Action.ROLL_BACK) {
            return deployments.currentRelease(tx, workspace.id()).map(found -> withContent(wish, found));
        }
        if (revision == null || revision.equals(workspace.revisionId())) {
            return Uni.createFrom().item(latest(wish, workspace));
        }
        return deployments.ofRevision(tx, workspace.id(), revision).map(found -> withContent(wish, found));
    }

    private static DeployRequested latest(DeployRequested wish, WorkspaceStore.Known workspace) {
        return content(wish, workspace.name(), workspace.revisionId(), workspace.treeHash(), workspace.topologyHash());
    }

    private static DeployRequested withContent(DeployRequested wish, Optional<Deployment> found) {
        return found.map(Deployment::request)
                .map(release -> content(
                        wish,
                        release.workspaceName(),
                        release.revisionId(),
                        release.treeHash(),
                        release.topologyHash()))
                .orElse(wish);
    }

    private static DeployRequested content(
            DeployRequested wish,
            String workspace,
            @Nullable UUID revision,
            @Nullable String tree,
            @Nullable String topology) {
        return new DeployRequested(
                wish.workspaceId(),
                workspace,
                wish.action(),
                revision,
                tree,
                topology,
                wish.services(),
                wish.replicas(),
                wish.actor(),
                wish.reason(),
                wish.strategy());
    }
}
