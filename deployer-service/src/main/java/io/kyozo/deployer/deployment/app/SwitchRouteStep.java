package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends requests to the new replicas and no longer to the old ones: recorded first, then put in force. */
@ApplicationScoped
class SwitchRouteStep implements StepAction {
    private final DeploymentStore deployments;
    private final ReplicaStore replicas;
    private final Transactions transactions;
    private final PushRoutes pushRoutes;

    SwitchRouteStep(
            DeploymentStore deployments, ReplicaStore replicas, Transactions transactions, PushRoutes pushRoutes) {
        this.deployments = deployments;
        this.replicas = replicas;
        this.transactions = transactions;
        this.pushRoutes = pushRoutes;
    }

    @Override
    public SagaStep step() {
        return SagaStep.SWITCH_ROUTE;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return transactions
                .inTransaction(tx -> deployments
                        .hold(tx, deployment.id(), work.fence())
                        .chain(() -> replicas.serve(tx, deployment.id()))
                        .chain(() -> replicas.inWorkspace(tx, deployment.workspaceId()))
                        .call(before -> replicas.thawed(tx, deployment.workspaceId(), thawed(deployment, before))))
                .map(all -> names(deployment, all))
                .chain(names -> pushRoutes.push(deployment.workspaceId(), names::contains))
                .replaceWith(deployment);
    }

    private static Set<String> names(Deployment deployment, List<Replica> all) {
        Set<String> names = new HashSet<>(concerned(deployment, all));
        names.addAll(thawed(deployment, all));
        return names;
    }

    private static List<String> thawed(Deployment deployment, List<Replica> all) {
        return deployment.requirePlan().services().stream()
                .filter(service -> !Replicas.frozen(service, all).isEmpty())
                .map(PlannedService::name)
                .toList();
    }

    /** The services of which replicas come or go. */
    static Set<String> concerned(Deployment deployment, List<Replica> all) {
        return all.stream()
                .filter(replica -> replica.deploymentId().equals(deployment.id())
                        || deployment.id().equals(replica.retiredBy()))
                .map(Replica::service)
                .collect(Collectors.toSet());
    }
}
