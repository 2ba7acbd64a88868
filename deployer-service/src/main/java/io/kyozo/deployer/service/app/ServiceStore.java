package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.Share;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where services are kept. */
public interface ServiceStore {
    /**
     * A service that a deployment sets up.
     *
     * @param teamId whose it is
     * @param workspaceId its workspace
     * @param plan how it is to run
     * @param host under which the route finds it; null where it is not routed
     * @param url its stable address; null where it has none
     */
    record SetUp(
            UUID teamId,
            UUID workspaceId,
            ServicePlan plan,
            @Nullable String host,
            @Nullable String url) {}

    /** One of the team's services. */
    Uni<Optional<Service>> find(UUID teamId, UUID id);

    /** The team's services below {@code after}, newest first; of one workspace where it is given. */
    Uni<List<Service>> page(UUID teamId, @Nullable UUID workspaceId, int size, @Nullable UUID after);

    /** All services of a workspace but the removed ones, by name. */
    Uni<List<Service>> inWorkspace(UUID workspaceId);

    /** As {@link #inWorkspace(UUID)}, removed ones too, as {@code tx} sees them. */
    Uni<List<Service>> inWorkspace(Tx tx, UUID workspaceId);

    /** Services of all teams that run from a public image and keep data in volumes. */
    Uni<List<Service>> withData();

    /** What the services of the team that run take together, by their limits; those of one workspace left out. */
    Uni<Share> share(UUID teamId, UUID exceptWorkspace);

    /** Makes the service known, or takes note that it is being deployed; its id. */
    Uni<UUID> deploying(Tx tx, SetUp service);

    /** What runs now, after a deployment that went live. */
    Uni<Void> settled(Tx tx, UUID workspaceId, ServicePlan plan, InstanceState state, int replicas, UUID deploymentId);

    /** Only the state. */
    Uni<Void> state(Tx tx, UUID workspaceId, String name, InstanceState state);

    /** What the monitor judged; false where there is no such service. */
    Uni<Boolean> health(Tx tx, UUID serviceId, HealthStatus health, String reason);
}
