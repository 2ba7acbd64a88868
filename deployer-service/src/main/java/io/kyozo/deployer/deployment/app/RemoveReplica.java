package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a replica: asks it to stop, removes its container, and notes that it is gone. */
@ApplicationScoped
class RemoveReplica {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final RolloutConfig config;

    RemoveReplica(ContainerRuntime runtime, ReplicaStore replicas, RolloutConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.config = config;
    }

    Uni<Void> remove(Work work, Replica replica) {
        return runtime.inspect(replica.containerName())
                .chain(found -> found.isPresent()
                        ? runtime.stop(replica.containerName(), config.stopGrace())
                                .chain(() -> runtime.remove(replica.containerName()))
                        : Uni.createFrom().voidItem())
                .chain(() -> replicas.state(replica.id(), InstanceState.REMOVED))
                .invoke(() -> work.log().info(replica.service(), "remove", "Removed " + replica.containerName()));
    }
}
