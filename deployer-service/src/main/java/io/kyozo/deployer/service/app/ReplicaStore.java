package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Restarts;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where replicas are kept. Removed ones are never answered. */
public interface ReplicaStore {
    /**
     * A replica to be made.
     *
     * @param serviceId its service
     * @param workspaceId its workspace
     * @param deploymentId the deployment that makes it
     * @param ordinal 0-based among those that the deployment makes of the service
     * @param containerName chosen by us
     * @param runtime that it will be on
     * @param plan what it is made of
     */
    record NewReplica(
            UUID serviceId,
            UUID workspaceId,
            UUID deploymentId,
            int ordinal,
            String containerName,
            String runtime,
            ServicePlan plan) {}

    Uni<List<Replica>> inWorkspace(UUID workspaceId);

    Uni<List<Replica>> inWorkspace(Tx tx, UUID workspaceId);

    Uni<List<Replica>> ofService(UUID serviceId);

    /** All replicas of the installation. */
    Uni<List<Replica>> all();

    /** Records a replica before it is made; does nothing where it is recorded. */
    Uni<Void> record(Tx tx, NewReplica replica);

    /** Takes note of which deployment takes it out of service. */
    Uni<Void> retire(Tx tx, UUID id, UUID deploymentId);

    /** Takes back what {@link #retire} noted for {@code deploymentId}. */
    Uni<Void> unretire(Tx tx, UUID deploymentId);

    /** It was started: where it is found. */
    Uni<Void> started(UUID id, String containerId, @Nullable String host, @Nullable Integer port, InstanceState state);

    /** It listens elsewhere than was planned; what it is compared by stays. */
    Uni<Void> plan(UUID id, ServicePlan plan);

    Uni<Void> state(UUID id, InstanceState state);

    Uni<Void> state(Tx tx, UUID id, InstanceState state);

    /** Sends requests to the replicas of {@code deploymentId} and no longer to those that it retires. */
    Uni<Void> serve(Tx tx, UUID deploymentId);

    /** Takes back what {@link #serve} did. */
    Uni<Void> unserve(Tx tx, UUID deploymentId);

    /** It ended by itself, {@code history} tells how often, and does {@code state} until it may be started again. */
    Uni<Void> rests(UUID id, Restarts history, InstanceState state);

    /** Processes of it were killed for want of memory, the last at {@code last}. */
    Uni<Void> outOfMemory(UUID id, int kills, Instant last);

    /** It is frozen, and no longer taken out of service by anyone. */
    Uni<Void> paused(UUID id);

    /** Sends requests again to the replicas of {@code services} that were frozen and run. */
    Uni<Void> thawed(Tx tx, UUID workspaceId, List<String> services);

    /** It ran long enough: the count of restarts starts anew. */
    Uni<Void> forgetRestarts(UUID id);
}
