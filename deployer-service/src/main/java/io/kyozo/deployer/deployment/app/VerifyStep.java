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

/** Asks every new replica from outside; each must answer, and still run a little later. */
@ApplicationScoped
class VerifyStep implements StepAction {
    private final ReplicaStore replicas;
    private final AwaitReady awaitReady;
    private final NameReplica nameReplica;
    private final RolloutConfig config;

    VerifyStep(ReplicaStore replicas, AwaitReady awaitReady, NameReplica nameReplica, RolloutConfig config) {
        this.replicas = replicas;
        this.awaitReady = awaitReady;
        this.nameReplica = nameReplica;
        this.config = config;
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
                                .filter(replica -> replica.deploymentId().equals(deployment.id()))
                                .toList(),
                        replica -> verify(work, replica, all)))
                .replaceWith(deployment);
    }

    private Uni<Void> verify(Work work, Replica replica, List<Replica> all) {
        return awaitReady
                .ready(work, replica)
                .onItem()
                .delayIt()
                .by(config.minHealthy())
                .call(() -> awaitReady.stillRuns(work, replica))
                .chain(ready -> NameReplica.isAsked(ready, all)
                        ? nameReplica.introduce(ready, work.deployment().workspace())
                        : Uni.createFrom().voidItem())
                .chain(() -> replicas.state(replica.id(), InstanceState.RUNNING))
                .call(() -> work.report().apply(SagaStep.VERIFY.progress(), replica.service() + " is ready"));
    }
}
