package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.KeepOutput;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a replica: asks it to stop, keeps what it printed, removes its container, and notes that it is gone. */
@ApplicationScoped
class RemoveReplica {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final KeepOutput keepOutput;
    private final RolloutConfig config;

    RemoveReplica(ContainerRuntime runtime, ReplicaStore replicas, KeepOutput keepOutput, RolloutConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.keepOutput = keepOutput;
        this.config = config;
    }

    Uni<Void> remove(Work work, Replica replica) {
        return runtime.inspect(replica.containerName())
                .chain(found -> found.isPresent()
                        ? runtime.stop(replica.containerName(), config.stopGrace())
                                .chain(() -> keepOutput.of(replica))
                                .chain(() -> runtime.remove(replica.containerName()))
                        : Uni.createFrom().voidItem())
                .chain(() -> replicas.state(replica.id(), InstanceState.REMOVED))
                .invoke(() -> work.log().info(replica.service(), "remove", "Removed " + replica.containerName()));
    }
}
