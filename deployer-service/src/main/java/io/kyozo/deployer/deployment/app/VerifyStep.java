package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.NameReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Asks every new replica from outside; each must answer, and have run for a little while. Where some go without one that
 * follows them, those that stay must answer as well.
 */
@ApplicationScoped
class VerifyStep implements StepAction {
    private final ReplicaStore replicas;
    private final AwaitReady awaitReady;
    private final NameReplica nameReplica;

    VerifyStep(ReplicaStore replicas, AwaitReady awaitReady, NameReplica nameReplica) {
        this.replicas = replicas;
        this.awaitReady = awaitReady;
        this.nameReplica = nameReplica;
    }

    @Override
    public SagaStep step() {
        return SagaStep.VERIFY;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return replicas.inWorkspace(deployment.workspaceId())
                .chain(all -> Replicas.together(
                                all.stream()
                                        .filter(replica ->
                                                replica.deploymentId().equals(deployment.id()))
                                        .toList(),
                                replica -> verify(work, replica, all))
                        .chain(() -> Replicas.together(
                                Replicas.remaining(deployment.id(), all),
                                replica -> awaitReady.ready(work, replica).replaceWithVoid())))
                .replaceWith(deployment);
    }

    private Uni<Void> verify(Work work, Replica replica, List<Replica> all) {
        return awaitReady
                .ready(work, replica)
                .call(() -> awaitReady.proven(work, replica))
                .chain(ready -> NameReplica.isAsked(ready, all)
                        ? nameReplica.introduce(ready, work.deployment().workspace())
                        : Uni.createFrom().voidItem())
                .chain(() -> replicas.state(replica.id(), InstanceState.RUNNING))
                .call(() -> work.report().apply(SagaStep.VERIFY.progress(), replica.service() + " is ready"));
    }
}
