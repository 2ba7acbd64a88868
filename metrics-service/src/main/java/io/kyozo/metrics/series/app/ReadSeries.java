package io.kyozo.metrics.series.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.StepSummaries;
import io.kyozo.metrics.series.TierPlan;
import io.kyozo.metrics.series.chunk.Chunk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers a team's questions about its services. A service of another team is as absent as one that never was. */
@ApplicationScoped
public class ReadSeries {
    private final ServiceCatalog services;
    private final SourceStore sources;
    private final SeriesStore series;
    private final SeriesConfig config;

    public ReadSeries(ServiceCatalog services, SourceStore sources, SeriesStore series, SeriesConfig config) {
        this.services = services;
        this.sources = sources;
        this.series = series;
        this.config = config;
    }

    /** The series; fails with {@link ErrorCode#NOT_FOUND} where the team has no such service. */
    public Uni<Series> read(UUID teamId, UUID serviceId, Metric metric, Range range) {
        return require(teamId, serviceId).chain(() -> read(serviceId, metric, range));
    }

    /** Fails with {@link ErrorCode#NOT_FOUND} where the team has no such service. */
    public Uni<Void> require(UUID teamId, UUID serviceId) {
        return services.belongsTo(teamId, serviceId)
                .invoke(belongs -> require(belongs, serviceId))
                .replaceWithVoid();
    }

    /** The series of a service, whosever it is. */
    public Uni<Series> read(UUID serviceId, Metric metric, Range range) {
        return sources.of(List.of(serviceId), Source.Kind.USAGE)
                .chain(known -> steps(known.keySet(), metric, range))
                .map(replicas -> new Series(
                        metric,
                        range,
                        StepSummaries.total(
                                metric,
                                replicas.values().stream()
                                        .map(StepSummaries::toMap)
                                        .toList())));
    }

    private Uni<Map<Long, StepSummaries>> steps(Collection<Long> sourceIds, Metric metric, Range range) {
        BitSet column = new BitSet();
        column.set(metric.ordinal());
        Map<Long, StepSummaries> steps = new LinkedHashMap<>();
        return Multi.createFrom()
                .iterable(TierPlan.of(range.step(), range.from(), range.to(), Instant.now(), config::retention))
                .onItem()
                .transformToUniAndConcatenate(
                        part -> series.read(part.tier(), sourceIds, column, part.from(), part.to())
                                .invoke(chunks -> add(steps, part, chunks, metric, range)))
                .collect()
                .last()
                .replaceWith(steps);
    }

    private static void add(
            Map<Long, StepSummaries> steps, TierPlan.Part part, Map<Long, Chunk> chunks, Metric metric, Range range) {
        long step = range.step().toMillis();
        chunks.forEach((source, chunk) ->
                steps.computeIfAbsent(source, id -> new StepSummaries(step)).add(part.tier(), chunk, metric.ordinal()));
    }

    private static void require(boolean belongs, UUID serviceId) {
        if (!belongs) {
            throw new KyozoException(ErrorCode.NOT_FOUND, "There is no service " + serviceId + " with metrics.");
        }
    }
}
