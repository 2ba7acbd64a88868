package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.Rollout;
import io.kyozo.deployer.deployment.Rollout.Present;
import io.kyozo.deployer.deployment.Rollout.Terrain;
import io.kyozo.deployer.deployment.app.ObjectStore.Kind;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides the rollout once, and records all that it will make and retire before anything is made. */
@ApplicationScoped
class PrepareRollout {
    private final DeploymentStore deployments;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final ObjectStore objects;
    private final Transactions transactions;
    private final Routes routes;
    private final Hosts hosts;

    PrepareRollout(
            DeploymentStore deployments,
            ServiceStore services,
            ReplicaStore replicas,
            ObjectStore objects,
            Transactions transactions,
            Routes routes,
            Hosts hosts) {
        this.deployments = deployments;
        this.services = services;
        this.replicas = replicas;
        this.objects = objects;
        this.transactions = transactions;
        this.routes = routes;
        this.hosts = hosts;
    }

    /** Does nothing where it is done. {@code runtime} names the runtime that new replicas will be on. */
    Uni<Void> prepare(Work work, String runtime, Terrain terrain) {
        if (work.deployment().prepared()) {
            return Uni.createFrom().voidItem();
        }
        return transactions.inTransaction(tx -> deployments
                .prepared(tx, work.deployment().id(), work.fence())
                .chain(() -> replicas.inWorkspace(tx, work.deployment().workspaceId()))
                .chain(present -> each(
                        rollouts(work.deployment().requirePlan(), present, terrain),
                        rollout -> record(tx, work.deployment(), rollout, runtime))));
    }

    private static List<Rollout> rollouts(DeploymentPlan plan, List<Replica> present, Terrain terrain) {
        Map<String, List<Present>> byService = present.stream()
                .filter(replica -> replica.retiredBy() == null)
                .collect(Collectors.groupingBy(
                        Replica::service,
                        Collectors.mapping(
                                replica -> new Present(replica.id(), replica.planHash(), canServe(replica.state())),
                                Collectors.toList())));
        return Rollout.of(plan, byService, terrain);
    }

    /** What is frozen is thawed where it is to run. */
    private static boolean canServe(InstanceState state) {
        return state == InstanceState.RUNNING || state == InstanceState.PAUSED;
    }

    private Uni<Void> record(Tx tx, Deployment deployment, Rollout rollout, String runtime) {
        return each(rollout.retire(), id -> replicas.retire(tx, id, deployment.id()))
                .chain(() -> rollout.start() == 0
                        ? Uni.createFrom().voidItem()
                        : recordNew(tx, deployment, rollout, runtime));
    }

    private Uni<Void> recordNew(Tx tx, Deployment deployment, Rollout rollout, String runtime) {
        ServicePlan plan = plan(deployment, rollout.service());
        return hosts.claim(tx, deployment.workspaceId(), deployment.workspace())
                .chain(label -> services.deploying(tx, setUp(deployment, plan, label)))
                .call(() -> recordObjects(tx, deployment, plan))
                .chain(serviceId -> each(
                        IntStream.range(0, rollout.start()).boxed().toList(),
                        ordinal -> replicas.record(tx, replica(deployment, plan, serviceId, ordinal, runtime))));
    }

    private Uni<Void> recordObjects(Tx tx, Deployment deployment, ServicePlan plan) {
        UUID workspace = deployment.workspaceId();
        return objects.record(tx, WorkspaceNetwork.of(deployment))
                .chain(() -> each(
                        plan.volumes(),
                        path -> objects.record(
                                tx,
                                new RuntimeObject(
                                        Kind.VOLUME,
                                        ObjectNames.volume(workspace, deployment.workspace(), plan.name(), path),
                                        workspace,
                                        deployment.id()))));
    }

    private ServiceStore.SetUp setUp(Deployment deployment, ServicePlan plan, String label) {
        String host = plan.routed() ? hosts.host(plan.name(), label) : null;
        String url = host == null ? null : routes.url(host).orElse(null);
        return new ServiceStore.SetUp(deployment.teamId(), deployment.workspaceId(), plan, host, url);
    }

    private static ReplicaStore.NewReplica replica(
            Deployment deployment, ServicePlan plan, UUID serviceId, int ordinal, String runtime) {
        String name = ObjectNames.container(
                deployment.workspaceId(), deployment.workspace(), deployment.id(), plan.name(), ordinal);
        return new ReplicaStore.NewReplica(
                serviceId, deployment.workspaceId(), deployment.id(), ordinal, name, runtime, plan);
    }

    private static ServicePlan plan(Deployment deployment, String service) {
        return deployment.requirePlan().services().stream()
                .filter(planned -> planned.name().equals(service))
                .map(PlannedService::plan)
                .findFirst()
                .orElseThrow();
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last();
    }
}
