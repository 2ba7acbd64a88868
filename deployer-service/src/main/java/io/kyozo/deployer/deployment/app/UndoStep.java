package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.build.app.Folders;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes back what the deployment did: requests go to the old replicas, those that were stopped are started again, the new
 * ones go, and so do the images that only it needed, and the network where nothing is left on it.
 */
@ApplicationScoped
class UndoStep implements StepAction {
    private static final Logger LOG = Logger.getLogger(UndoStep.class);
    private static final String PHASE = "undo";

    private final ContainerRuntime runtime;
    private final DeploymentStore deployments;
    private final ReplicaStore replicas;
    private final ObjectStore objects;
    private final LaunchReplica launchReplica;
    private final RemoveReplica removeReplica;
    private final RemoveObject removeObject;
    private final PushRoutes pushRoutes;
    private final Drain drain;
    private final Folders folders;
    private final Transactions transactions;

    UndoStep(
            ContainerRuntime runtime,
            DeploymentStore deployments,
            ReplicaStore replicas,
            ObjectStore objects,
            LaunchReplica launchReplica,
            RemoveReplica removeReplica,
            RemoveObject removeObject,
            PushRoutes pushRoutes,
            Drain drain,
            Folders folders,
            Transactions transactions) {
        this.runtime = runtime;
        this.deployments = deployments;
        this.replicas = replicas;
        this.objects = objects;
        this.launchReplica = launchReplica;
        this.removeReplica = removeReplica;
        this.removeObject = removeObject;
        this.pushRoutes = pushRoutes;
        this.drain = drain;
        this.folders = folders;
        this.transactions = transactions;
    }

    @Override
    public SagaStep step() {
        return SagaStep.UNDO;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return transactions
                .inTransaction(tx -> deployments
                        .hold(tx, deployment.id(), work.fence())
                        .chain(() -> replicas.unserve(tx, deployment.id())))
                .chain(() -> replicas.inWorkspace(deployment.workspaceId()))
                .chain(all -> undo(work, all))
                .chain(() -> removeObjects(work))
                .call(() -> folders.discard(deployment.id()))
                .replaceWith(deployment);
    }

    private Uni<Void> undo(Work work, List<Replica> all) {
        Deployment deployment = work.deployment();
        List<Replica> fresh = all.stream()
                .filter(replica -> replica.deploymentId().equals(deployment.id()))
                .toList();
        List<Replica> stopped = all.stream()
                .filter(replica -> deployment.id().equals(replica.retiredBy()))
                .filter(replica -> replica.state() == InstanceState.STOPPED)
                .toList();
        Set<String> names = SwitchRouteStep.concerned(deployment, all);
        // A replica that was stopped may need the port of its successor: that one goes first.
        Set<String> contested = stopped.stream().map(Replica::service).collect(Collectors.toSet());
        Map<Boolean, List<Replica>> byPlace =
                fresh.stream().collect(Collectors.partitioningBy(replica -> contested.contains(replica.service())));
        List<Replica> inTheWay = byPlace.getOrDefault(true, List.of());
        List<Replica> beside = byPlace.getOrDefault(false, List.of());
        return Replicas.each(inTheWay, replica -> removeReplica.remove(work, replica))
                .chain(() -> Replicas.each(stopped, replica -> startAgain(work, replica)))
                .chain(() -> pushRoutes.push(deployment.workspaceId(), names::contains))
                // On trial they got requests.
                .chain(() -> drain.each(work, beside, replica -> removeReplica.remove(work, replica, all)));
    }

    private Uni<Void> startAgain(Work work, Replica replica) {
        return runtime.start(replica.containerName())
                .invoke(() -> work.log().info(replica.service(), PHASE, "Started the old replica again"))
                .chain(container -> launchReplica.started(replica, container, InstanceState.RUNNING))
                // Reconciliation makes such a replica anew.
                .onFailure(failure -> Failures.isGone(failure) || LaunchReplica.needsAnother(failure))
                .recoverWithUni(gone -> replicas.state(replica.id(), InstanceState.DEGRADED));
    }

    private Uni<Void> removeObjects(Work work) {
        return objects.useless(work.deployment().id())
                .chain(removeObject::removeAll)
                // What stays does no harm: the clean-up comes to images later, and the next deployment uses the
                // network.
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.infof("an image or network stays for now: %s", failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithNull();
    }
}
