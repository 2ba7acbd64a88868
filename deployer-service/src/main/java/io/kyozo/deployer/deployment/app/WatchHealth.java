package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rolls a deployment back whose services turn unhealthy soon after it went live. */
@ApplicationScoped
public class WatchHealth {
    private static final String ACTOR = "deployer";

    private final ServiceStore services;
    private final WorkspaceStore workspaces;
    private final DeploymentStore deployments;
    private final RequestDeployment requestDeployment;
    private final RolloutConfig config;

    WatchHealth(
            ServiceStore services,
            WorkspaceStore workspaces,
            DeploymentStore deployments,
            RequestDeployment requestDeployment,
            RolloutConfig config) {
        this.services = services;
        this.workspaces = workspaces;
        this.deployments = deployments;
        this.requestDeployment = requestDeployment;
        this.config = config;
    }

    /** Remembers the health, and rolls back where that is due. */
    public Uni<Void> changed(Tx tx, Event<HealthChanged> event) {
        HealthChanged health = event.data();
        return services.health(tx, health.serviceId(), health.to(), health.reason())
                .chain(known -> known && health.to() == HealthStatus.UNHEALTHY
                        ? failing(tx, event.teamId(), health.workspaceId(), health.workspaceName(), why(health))
                        : Uni.createFrom().voidItem());
    }

    /**
     * What is live in the workspace does not hold: its release, which may have been restarted or scaled since, is rolled back
     * if it is young and there is one before it.
     */
    public Uni<Void> failing(Tx tx, UUID teamId, UUID workspaceId, String name, String why) {
        return workspaces.lock(tx, teamId, workspaceId, name).chain(workspace -> {
            return workspace.live() == null || workspace.active() != null
                    ? Uni.createFrom().voidItem()
                    : deployments
                            .currentRelease(tx, workspace.id())
                            .chain(release -> rollBack(tx, workspace, release, why));
        });
    }

    private Uni<Void> rollBack(Tx tx, WorkspaceStore.Known workspace, Optional<Deployment> release, String why) {
        Optional<Deployment> young = release.filter(this::isWatched);
        if (young.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Deployment failing = young.get();
        return deployments
                .earlierRelease(tx, workspace.id())
                .chain(earlier -> earlier.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : requestDeployment
                                .request(tx, workspace.teamId(), wish(workspace, why), failing.correlationId())
                                .replaceWithVoid());
    }

    private boolean isWatched(Deployment release) {
        Instant liveAt = release.liveAt();
        return release.request().action() == Action.DEPLOY
                && liveAt != null
                && Instant.now().isBefore(liveAt.plus(config.watchWindow()));
    }

    private static DeployRequested wish(WorkspaceStore.Known workspace, String why) {
        return new DeployRequested(
                workspace.id(), workspace.name(), Action.ROLL_BACK, null, null, null, List.of(), null, ACTOR, why);
    }

    private static String why(HealthChanged health) {
        return health.serviceName() + " turned unhealthy soon after the deployment: " + health.reason();
    }
}
