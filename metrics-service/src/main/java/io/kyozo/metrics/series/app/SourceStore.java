package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.Source;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What gives samples, under short numbers. */
public interface SourceStore {
    /** The numbers of {@code sources}; those that are new are given one. */
    Uni<Map<Source, Long>> ids(Collection<Source> sources);

    /** The sources of services, by number. */
    Uni<Map<Long, Source>> of(List<UUID> serviceIds, Source.Kind kind);
}
