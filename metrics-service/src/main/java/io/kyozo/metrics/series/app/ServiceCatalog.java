package io.kyozo.metrics.series.app;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;

/** Which services were ever seen, and whose they are. */
public interface ServiceCatalog {
    /** Whether this is a service of the team. */
    Uni<Boolean> belongsTo(UUID teamId, UUID serviceId);

    /** Where the services are that run now, by their id. */
    Uni<Map<UUID, Place>> running();

    /** Where a service is. */
    record Place(UUID teamId, UUID workspaceId) {}
}
