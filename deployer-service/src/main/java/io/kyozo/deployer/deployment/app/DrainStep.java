package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Waits until the replicas of services that end have answered what they were asked. */
@ApplicationScoped
class DrainStep implements StepAction {
    private final ReplicaStore replicas;
    private final Drain drain;

    DrainStep(ReplicaStore replicas, Drain drain) {
        this.replicas = replicas;
        this.drain = drain;
    }

    @Override
    public SagaStep step() {
        return SagaStep.DRAIN;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return replicas.inWorkspace(deployment.workspaceId())
                .map(all -> Replicas.ending(deployment, all))
                .chain(old -> drain.each(work, old, idle -> Uni.createFrom().voidItem()))
                .replaceWith(deployment);
    }
}
