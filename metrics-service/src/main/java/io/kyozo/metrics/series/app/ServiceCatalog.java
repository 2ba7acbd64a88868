package io.kyozo.metrics.series.app;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Which services were ever seen, and whose they are. */
public interface ServiceCatalog {
    /** Whether this is a service of the team. */
    Uni<Boolean> belongsTo(UUID teamId, UUID serviceId);
}
