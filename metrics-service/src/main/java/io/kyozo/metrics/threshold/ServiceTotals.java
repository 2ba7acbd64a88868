package io.kyozo.metrics.threshold;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A round of samples, added up by service. */
public final class ServiceTotals {
    private final Map<UUID, List<Sample>> byService;

    private ServiceTotals(Map<UUID, List<Sample>> byService) {
        this.byService = byService;
    }

    /**
     * A service's value.
     *
     * @param value over its replicas together
     * @param at of its latest sample
     */
    public record Total(double value, Instant at) {}

    public static ServiceTotals of(List<Sample> round) {
        return new ServiceTotals(round.stream().collect(Collectors.groupingBy(Sample::serviceId)));
    }

    /** The service's value; null where no replica has data. */
    public @Nullable Total of(UUID serviceId, Metric metric) {
        Instant latest = null;
        List<Double> values = new ArrayList<>();
        for (Sample sample : byService.getOrDefault(serviceId, List.of())) {
            Double value = sample.value(metric);
            if (value != null) {
                values.add(value);
                latest = latest == null || sample.at().isAfter(latest) ? sample.at() : latest;
            }
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return latest == null ? null : new Total(metric.total(all), latest);
    }
}
