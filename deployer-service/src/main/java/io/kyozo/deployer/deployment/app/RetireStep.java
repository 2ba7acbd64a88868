package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.Change;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes the replicas of services that end, or freezes them where a pause was asked for; where a removal was asked for, what belonged to the services too. */
@ApplicationScoped
class RetireStep implements StepAction {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final ObjectStore objects;
    private final RemoveReplica removeReplica;
    private final RemoveObject removeObject;

    RetireStep(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            ObjectStore objects,
            RemoveReplica removeReplica,
            RemoveObject removeObject) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.objects = objects;
        this.removeReplica = removeReplica;
        this.removeObject = removeObject;
    }

    @Override
    public SagaStep step() {
        return SagaStep.RETIRE;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return replicas.inWorkspace(deployment.workspaceId())
                .chain(all -> Replicas.together(
                        Replicas.ending(deployment, all),
                        replica -> isPaused(deployment, replica)
                                ? pause(work, replica)
                                : removeReplica.remove(work, replica, all)))
                .chain(() -> deployment.request().action() == Action.REMOVE
                        ? removeObjects(deployment)
                        : Uni.createFrom().voidItem())
                .replaceWith(deployment);
    }

    private static boolean isPaused(Deployment deployment, Replica replica) {
        return deployment.requirePlan().services().stream()
                .anyMatch(service -> service.name().equals(replica.service()) && service.change() == Change.PAUSE);
    }

    private Uni<Void> pause(Work work, Replica replica) {
        return runtime.pause(replica.containerName())
                .chain(() -> replicas.paused(replica.id()))
                .invoke(() -> work.log().info(replica.service(), "pause", "Paused " + replica.containerName()));
    }

    private Uni<Void> removeObjects(Deployment deployment) {
        return objects.ofWorkspace(deployment.workspaceId())
                .chain(all -> removeObject.removeAll(unwanted(deployment, all)));
    }

    private static List<RuntimeObject> unwanted(Deployment deployment, List<RuntimeObject> all) {
        List<PlannedService> services = deployment.requirePlan().services();
        List<PlannedService> removed = services.stream()
                .filter(service -> service.change() == Change.REMOVE)
                .toList();
        if (removed.size() == services.size()) {
            return all;
        }
        Set<String> names = removed.stream()
                .flatMap(service -> service.plan().volumes().stream()
                        .map(path -> ObjectNames.volume(
                                deployment.workspaceId(), deployment.workspace(), service.name(), path)))
                .collect(Collectors.toSet());
        removed.forEach(service -> names.add(service.plan().image()));
        return all.stream().filter(object -> names.contains(object.name())).toList();
    }
}
