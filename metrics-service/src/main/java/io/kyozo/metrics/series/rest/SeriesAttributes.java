package io.kyozo.metrics.series.rest;

import io.kyozo.metrics.series.Series;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the API says about a series.
 *
 * @param metric its name
 * @param unit of all values
 * @param from inclusive
 * @param to exclusive
 * @param step ISO-8601 duration
 * @param points in order of time; a step without a sample has none
 */
@RegisterForReflection
record SeriesAttributes(String metric, String unit, Instant from, Instant to, String step, List<PointView> points) {
    /** The resource type. */
    static final String TYPE = "metric-series";

    /** One step; see {@link Series.Point}. */
    @RegisterForReflection
    record PointView(Instant at, double avg, double min, double max, double p95, double last) {}

    static Resource<SeriesAttributes> resource(UUID serviceId, Series series) {
        List<PointView> points = series.points().stream()
                .map(p -> new PointView(p.at(), p.average(), p.min(), p.max(), p.p95(), p.last()))
                .toList();
        SeriesAttributes attributes = new SeriesAttributes(
                series.metric().id(),
                series.metric().unit(),
                series.range().from(),
                series.range().to(),
                series.range().step().toString(),
                points);
        return Resource.of(TYPE, serviceId + ":" + series.metric().id(), attributes)
                .related("service", "services", serviceId);
    }
}
