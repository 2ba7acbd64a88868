package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Priority;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Lets one deployment of a workspace act at a time; the others wait in the order of their wishes. */
@ApplicationScoped
public class DeploymentQueue {
    /** The type of the job that runs a deployment. */
    public static final String JOB = "deployment.run-deployment";

    private final Jobs jobs;
    private final DeploymentStore deployments;
    private final WorkspaceStore workspaces;

    DeploymentQueue(Jobs jobs, DeploymentStore deployments, WorkspaceStore workspaces) {
        this.jobs = jobs;
        this.deployments = deployments;
        this.workspaces = workspaces;
    }

    /** What the job is told. */
    @RegisterForReflection
    public record Args(UUID deploymentId) {}

    /** The workspace, locked by {@code tx}, has nobody acting: the deployment that waits longest begins. */
    Uni<Void> next(Tx tx, WorkspaceStore.Known workspace) {
        return deployments
                .unsettled(tx, workspace.id())
                .chain(waiting ->
                        waiting.isEmpty() ? workspaces.active(tx, workspace.id(), null) : begin(tx, waiting.get(0)));
    }

    /** The deployment may act from now on. */
    Uni<Void> begin(Tx tx, Deployment deployment) {
        return workspaces
                .active(tx, deployment.workspaceId(), deployment.id())
                .chain(() -> jobs.enqueue(tx, job(deployment)))
                .replaceWithVoid();
    }

    /** Makes sure that somebody works on a deployment that may act. */
    public Uni<Void> ensureWorkedOn(Deployment deployment) {
        return jobs.enqueue(job(deployment)).replaceWithVoid();
    }

    private static JobRequest job(Deployment deployment) {
        return JobRequest.of(JOB, new Args(deployment.id()))
                .unique(deployment.id().toString())
                .priority(priority(deployment.request().action()))
                .team(deployment.teamId())
                .correlation(deployment.correlationId());
    }

    private static Priority priority(Action action) {
        return switch (action) {
            case ROLL_BACK -> Priority.CRITICAL;
            case STOP, PAUSE, REMOVE -> Priority.HIGH;
            case DEPLOY, START, RESTART, SCALE -> Priority.NORMAL;
        };
    }
}
