package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.Rollout;
import io.kyozo.deployer.deployment.Rollout.Terrain;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Starts the new replicas, the needed before those that need them, each of those when what it needs is ready. */
@ApplicationScoped
class StartStep implements StepAction {
    private static final String PHASE = "start";

    private final ContainerRuntime runtime;
    private final PrepareRollout prepareRollout;
    private final WorkspaceNetwork network;
    private final ReplicaStore replicas;
    private final LaunchReplica launchReplica;
    private final AwaitReady awaitReady;
    private final RolloutConfig config;

    StartStep(
            ContainerRuntime runtime,
            PrepareRollout prepareRollout,
            WorkspaceNetwork network,
            ReplicaStore replicas,
            LaunchReplica launchReplica,
            AwaitReady awaitReady,
            RolloutConfig config) {
        this.runtime = runtime;
        this.prepareRollout = prepareRollout;
        this.network = network;
        this.replicas = replicas;
        this.launchReplica = launchReplica;
        this.awaitReady = awaitReady;
        this.config = config;
    }

    @Override
    public SagaStep step() {
        return SagaStep.START;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        return runtime.info()
                .chain(info -> prepareRollout
                        .prepare(work, info.name(), terrain(info))
                        .chain(() -> makeNetwork(work.deployment(), info))
                        .chain(() -> startAll(work, info))
                        .replaceWith(work.deployment()));
    }

    private Uni<Void> makeNetwork(Deployment deployment, RuntimeInfo info) {
        boolean wanted = deployment.requirePlan().services().stream().anyMatch(PlannedService::runs);
        return wanted ? network.ensure(deployment, info) : Uni.createFrom().voidItem();
    }

    private Uni<Void> startAll(Work work, RuntimeInfo info) {
        return Multi.createFrom()
                .iterable(work.deployment().requirePlan().services())
                .onItem()
                .transformToUniAndConcatenate(service -> replicas.inWorkspace(
                                work.deployment().workspaceId())
                        .chain(all -> startService(work, service, site(work.deployment(), info, all))))
                .collect()
                .last();
    }

    private Uni<Void> startService(Work work, PlannedService service, LaunchReplica.Site site) {
        Deployment deployment = work.deployment();
        List<Replica> fresh = Replicas.madeBy(deployment.id(), service.name(), site.neighbours());
        List<Replica> frozen = Replicas.frozen(service, site.neighbours());
        if (fresh.isEmpty()) {
            return Replicas.each(frozen, replica -> thaw(work, replica));
        }
        boolean stopFirst = Rollout.strategy(
                        service.plan(),
                        terrain(site.runtime()),
                        deployment.request().strategy())
                == Rollout.Strategy.STOP_FIRST;
        List<Replica> old = stopFirst ? Replicas.retired(service.name(), site.neighbours()) : List.of();
        boolean needed = deployment.requirePlan().services().stream()
                .anyMatch(other -> other.runs() && other.plan().needs().contains(service.name()));
        return Replicas.each(frozen, replica -> thaw(work, replica))
                .chain(() -> Replicas.each(old, replica -> stop(work, replica)))
                .chain(() -> Replicas.each(fresh, replica -> start(work, replica, site)))
                .chain(() -> needed
                        ? Replicas.each(
                                fresh,
                                replica -> awaitReady.ready(work, replica).replaceWithVoid())
                        : Uni.createFrom().voidItem());
    }

    /** Its record says that it is frozen until requests are sent to it: where all is undone, it is frozen again. */
    private Uni<Void> thaw(Work work, Replica replica) {
        work.log().info(replica.service(), PHASE, "Going on where it was paused");
        return runtime.unpause(replica.containerName())
                .chain(container -> awaitReady.ready(work, replica))
                .replaceWithVoid();
    }

    private Uni<Void> stop(Work work, Replica replica) {
        work.log().info(replica.service(), PHASE, "Stopping the old replica first: the two can't run side by side");
        return runtime.stop(replica.containerName(), config.stopGrace())
                .chain(() -> replicas.state(replica.id(), InstanceState.STOPPED));
    }

    private Uni<Void> start(Work work, Replica replica, LaunchReplica.Site site) {
        return launchReplica
                .launch(replica, site)
                .invoke(container -> work.log().info(replica.service(), PHASE, "Started " + container.name()))
                .call(() -> work.report().apply(SagaStep.START.progress(), "Started " + replica.service()))
                .replaceWithVoid();
    }

    static Terrain terrain(RuntimeInfo info) {
        return new Terrain(!info.capabilities().contains(RuntimeInfo.Capability.NETWORKS));
    }

    static LaunchReplica.Site site(Deployment deployment, RuntimeInfo info, List<Replica> all) {
        return new LaunchReplica.Site(
                deployment.teamId(),
                deployment.workspaceId(),
                deployment.workspace(),
                deployment.request().revisionId(),
                info,
                all);
    }
}
