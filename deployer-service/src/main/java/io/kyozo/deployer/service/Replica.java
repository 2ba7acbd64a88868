package io.kyozo.deployer.service;

import io.kyozo.contracts.state.InstanceState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One replica of a service: recorded before its container is created.
 *
 * @param id of the replica
 * @param serviceId its service
 * @param service the service's name
 * @param workspaceId its workspace
 * @param deploymentId the deployment that made it
 * @param ordinal 0-based among the replicas that its deployment made of the service
 * @param containerName chosen by us, unique on the runtime
 * @param runtime the runtime it is on
 * @param containerId the runtime's own id; null until it is created
 * @param host address at which this host reaches it; null until it is started
 * @param port at that address; null where it listens on none
 * @param state what it does
 * @param plan what it was made of
 * @param planHash {@link ServicePlan#hash()} of it
 * @param serving whether the route sends requests to it
 * @param retiredBy the deployment that takes it out of service; null while none does
 * @param restarts how often in a row it was started again after it ended by itself
 * @param nextRestartAt when it may be started again; null where nothing is due
 * @param healthySince since when it runs without a restart; null where it does not
 * @param oomKills how many of its processes were killed for want of memory
 * @param oomAt when the last of them was; null where none was
 */
public record Replica(
        UUID id,
        UUID serviceId,
        String service,
        UUID workspaceId,
        UUID deploymentId,
        int ordinal,
        String containerName,
        String runtime,
        @Nullable String containerId,
        @Nullable String host,
        @Nullable Integer port,
        InstanceState state,
        ServicePlan plan,
        String planHash,
        boolean serving,
        @Nullable UUID retiredBy,
        int restarts,
        @Nullable Instant nextRestartAt,
        @Nullable Instant healthySince,
        int oomKills,
        @Nullable Instant oomAt) {

    /** How it fares that it is started again and again. */
    public Restarts history() {
        return new Restarts(restarts, healthySince, nextRestartAt);
    }

    /** This replica made of another plan. */
    public Replica withPlan(ServicePlan other) {
        return new Replica(
                id,
                serviceId,
                service,
                workspaceId,
                deploymentId,
                ordinal,
                containerName,
                runtime,
                containerId,
                host,
                port,
                state,
                other,
                planHash,
                serving,
                retiredBy,
                restarts,
                nextRestartAt,
                healthySince,
                oomKills,
                oomAt);
    }
}
