package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.deployer.secret.app.SecretStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends a deployment, in one transaction: what runs is set down, the one before is superseded, the next one begins. */
@ApplicationScoped
class Settlement {
    private final Journal journal;
    private final WorkspaceStore workspaces;
    private final DeploymentStore deployments;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final SecretStore secrets;
    private final RetirementQueue retirement;
    private final DeploymentQueue queue;

    Settlement(
            Journal journal,
            WorkspaceStore workspaces,
            DeploymentStore deployments,
            ServiceStore services,
            ReplicaStore replicas,
            SecretStore secrets,
            RetirementQueue retirement,
            DeploymentQueue queue) {
        this.journal = journal;
        this.workspaces = workspaces;
        this.deployments = deployments;
        this.services = services;
        this.replicas = replicas;
        this.secrets = secrets;
        this.retirement = retirement;
        this.queue = queue;
    }

    /** The deployment is done, and live. */
    Uni<Void> live(Tx tx, Work work) {
        Deployment deployment = work.deployment();
        return lock(tx, deployment)
                .chain(workspace -> setDown(tx, deployment)
                        .chain(() -> journal.record(
                                tx,
                                deployment,
                                work.fence(),
                                Saga.completed(deployment.state(), SagaStep.COMPLETE),
                                deployment.request().actor()))
                        .chain(() -> supersede(tx, deployment, workspace.live()))
                        .chain(() -> workspaces.live(tx, deployment.workspaceId(), deployment.id()))
                        .chain(() -> retirement.after(tx, deployment))
                        .chain(() -> queue.next(tx, workspace)));
    }

    /** All is undone. */
    Uni<Void> undone(Tx tx, Work work) {
        Deployment deployment = work.deployment();
        return lock(tx, deployment)
                .chain(workspace -> replicas.unretire(tx, deployment.id())
                        .chain(() -> restore(tx, deployment))
                        .chain(olderServes -> journal.record(
                                tx,
                                deployment,
                                work.fence(),
                                Saga.undone(deployment.state(), deployment.undoTo(), olderServes, deployment.failure()),
                                deployment.request().actor()))
                        .chain(() -> queue.next(tx, workspace)));
    }

    /** It ended before anything was touched. */
    Uni<Void> ended(Tx tx, Work work, Transition end) {
        Deployment deployment = work.deployment();
        return lock(tx, deployment)
                .chain(workspace -> journal.record(
                                tx,
                                deployment,
                                work.fence(),
                                end,
                                deployment.request().actor())
                        .chain(() -> queue.next(tx, workspace)));
    }

    private Uni<WorkspaceStore.Known> lock(Tx tx, Deployment deployment) {
        return workspaces.lock(tx, deployment.teamId(), deployment.workspaceId(), deployment.workspace());
    }

    private Uni<Void> setDown(Tx tx, Deployment deployment) {
        DeploymentPlan plan = deployment.requirePlan();
        return services.inWorkspace(tx, deployment.workspaceId())
                .chain(known -> Multi.createFrom()
                        .iterable(plan.services())
                        .onItem()
                        .transformToUniAndConcatenate(service -> setDown(tx, deployment, service, known))
                        .collect()
                        .last()
                        .chain(() -> removeRest(tx, deployment, known)));
    }

    private Uni<Void> setDown(Tx tx, Deployment deployment, PlannedService service, List<Service> known) {
        UUID workspace = deployment.workspaceId();
        boolean moved = known.stream()
                .anyMatch(other -> other.name().equals(service.name()) && other.state() == InstanceState.DEPLOYING);
        return switch (service.change()) {
            case APPLY, REPLACE ->
                services.settled(
                        tx, workspace, service.plan(), InstanceState.RUNNING, service.replicas(), deployment.id());
            case KEEP ->
                moved
                        ? services.state(tx, workspace, service.name(), InstanceState.RUNNING)
                        : Uni.createFrom().voidItem();
            case PAUSE -> services.state(tx, workspace, service.name(), InstanceState.PAUSED);
            case STOP -> services.state(tx, workspace, service.name(), InstanceState.STOPPED);
            case REMOVE -> services.state(tx, workspace, service.name(), InstanceState.REMOVED);
        };
    }

    /** With the whole workspace go the services that never ran, and its secrets. */
    private Uni<Void> removeRest(Tx tx, Deployment deployment, List<Service> known) {
        boolean whole = deployment.request().action() == Action.REMOVE
                && deployment.request().services().isEmpty();
        if (!whole) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(known)
                .onItem()
                .transformToUniAndConcatenate(
                        service -> services.state(tx, deployment.workspaceId(), service.name(), InstanceState.REMOVED))
                .collect()
                .last()
                .chain(() -> secrets.removeAll(tx, deployment.workspaceId()));
    }

    /** The one that was live is superseded; it is rolled back where this one was made because it failed. */
    private Uni<Void> supersede(Tx tx, Deployment deployment, @Nullable UUID before) {
        if (before == null || before.equals(deployment.id())) {
            return Uni.createFrom().voidItem();
        }
        return deployments.find(tx, before).chain(found -> {
            Deployment old = found.orElseThrow();
            if (old.state() != DeploymentState.LIVE) {
                return Uni.createFrom().voidItem();
            }
            String by = deployment.request().actor();
            return deployment.request().action() == Action.ROLL_BACK
                    ? journal.record(tx, old, DeploymentStore.NO_FENCE, rollingBack(deployment), by)
                            .chain(moved ->
                                    journal.record(tx, moved, DeploymentStore.NO_FENCE, rolledBack(deployment), by))
                            .replaceWithVoid()
                    : journal.record(tx, old, DeploymentStore.NO_FENCE, superseded(deployment), by)
                            .replaceWithVoid();
        });
    }

    private static Transition superseded(Deployment by) {
        return end("superseded", DeploymentState.LIVE, DeploymentState.SUPERSEDED, "Superseded by " + by.id(), null);
    }

    private static Transition rollingBack(Deployment by) {
        String why = by.request().reason();
        return end(
                "rolling-back", DeploymentState.LIVE, DeploymentState.ROLLING_BACK, "Rolled back by " + by.id(), why);
    }

    private static Transition rolledBack(Deployment by) {
        String message = "Rolled back by " + by.id();
        return end("rolled-back", DeploymentState.ROLLING_BACK, DeploymentState.ROLLED_BACK, message, null);
    }

    private static Transition end(
            String type, DeploymentState from, DeploymentState to, String message, @Nullable String error) {
        return new Transition(type, from, to, SagaStep.COMPLETE, 100, message, error, null);
    }

    /** Says of each service that was being deployed what it does now; whether something older serves. */
    private Uni<Boolean> restore(Tx tx, Deployment deployment) {
        return services.inWorkspace(tx, deployment.workspaceId())
                .chain(known -> replicas.inWorkspace(tx, deployment.workspaceId())
                        .chain(running -> Multi.createFrom()
                                .iterable(known)
                                .filter(service -> service.state() == InstanceState.DEPLOYING)
                                .onItem()
                                .transformToUniAndConcatenate(service -> services.state(
                                        tx, deployment.workspaceId(), service.name(), restored(service, running)))
                                .collect()
                                .last()
                                .replaceWith(running.stream().anyMatch(Replica::serving))));
    }

    private static InstanceState restored(Service service, List<Replica> running) {
        List<Replica> own = running.stream()
                .filter(replica -> replica.serviceId().equals(service.id()))
                .toList();
        if (own.stream().anyMatch(Replica::serving)) {
            return InstanceState.RUNNING;
        }
        if (own.stream().anyMatch(replica -> replica.state() == InstanceState.PAUSED)) {
            return InstanceState.PAUSED;
        }
        return service.plan() == null ? InstanceState.FAILED : InstanceState.STOPPED;
    }
}
