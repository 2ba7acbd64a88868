package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.series.Metric;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which series a team has. */
public interface SeriesIndex {
    /** What the names of replicas' own metrics begin with. */
    String PREFIX = "kyozo_service_";

    /** The name of a replica's own metric. */
    static String name(Metric metric) {
        return PREFIX + metric.id().replace('-', '_');
    }

    /**
     * A series.
     *
     * @param labels its name among them
     * @param sourceId what it is a column of
     * @param column which one
     */
    record Place(Map<String, String> labels, long sourceId, int column) {}

    /** Those that all of {@code matchers} match; at most {@code most}, and one more where there are more. */
    Uni<List<Place>> find(UUID teamId, List<LabelMatcher> matchers, int most);
}
