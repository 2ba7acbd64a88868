package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.KeepOutput;
import io.kyozo.deployer.service.app.NameReplica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Ends a replica: asks it to stop, keeps what it printed, removes its container, and notes that it is gone. */
@ApplicationScoped
class RemoveReplica {
    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final NameReplica nameReplica;
    private final KeepOutput keepOutput;
    private final RolloutConfig config;

    RemoveReplica(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            NameReplica nameReplica,
            KeepOutput keepOutput,
            RolloutConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.nameReplica = nameReplica;
        this.keepOutput = keepOutput;
        this.config = config;
    }

    /** Where others serve in its place, its neighbours are led to those first; {@code all} are the workspace's. */
    Uni<Void> remove(Work work, Replica replica, List<Replica> all) {
        return withdraw(work, replica, all).chain(() -> remove(work, replica));
    }

    /** Leads its neighbours to those that serve in its place, if there are any; how many connections they keep to it all the same. */
    Uni<Integer> withdraw(Work work, Replica replica, List<Replica> all) {
        return NameReplica.isOneOfMany(replica, all)
                ? nameReplica.withdraw(replica, work.deployment().workspace(), config.neighboursTimeout())
                : Uni.createFrom().item(0);
    }

    Uni<Void> remove(Work work, Replica replica) {
        return runtime.inspect(replica.containerName())
                .chain(found -> found.isPresent()
                        ? runtime.stop(replica.containerName(), config.stopGrace())
                                .onFailure(Failures::isGone)
                                .recoverWithNull()
                                .chain(() -> keepOutput.of(replica))
                                .chain(() -> runtime.remove(replica.containerName()))
                        : Uni.createFrom().voidItem())
                .chain(() -> replicas.state(replica.id(), InstanceState.REMOVED))
                .invoke(() -> work.log().info(replica.service(), "remove", "Removed " + replica.containerName()));
    }
}
