package io.kyozo.metrics.scrape.app;

import io.kyozo.metrics.scrape.ExportedSeries;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Which place each of a replica's exported series has. A place is never given anew. */
public interface ExportNames {
    /** All known places of a replica; {@code series} that are new are given one, as long as there is room. */
    Uni<Map<ExportedSeries, Integer>> places(UUID instanceId, Collection<ExportedSeries> series, int room);
}
