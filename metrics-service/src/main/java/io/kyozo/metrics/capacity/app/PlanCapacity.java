package io.kyozo.metrics.capacity.app;

import io.kyozo.metrics.capacity.Baseline;
import io.kyozo.metrics.capacity.CapacityPlan;
import io.kyozo.metrics.capacity.Forecast;
import io.kyozo.metrics.capacity.RightSize;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.app.ReadSeries;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Looks at a service's last weeks by the hour, and says what it will need. */
@ApplicationScoped
public class PlanCapacity {
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final Duration HORIZON = Duration.ofDays(365);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<Metric> TRENDS = List.of(Metric.CPU, Metric.MEMORY, Metric.DISK_USED);
    private static final List<Metric> WATCHED =
            List.of(Metric.CPU, Metric.MEMORY, Metric.REQUESTS, Metric.RESPONSE_TIME);
    /** Hours in a row that must be unusual. */
    private static final int SUSTAINED = 2;

    private static final double RANK = 0.95;

    private final ReadSeries series;
    private final CapacityStore store;

    PlanCapacity(ReadSeries series, CapacityStore store) {
        this.series = series;
        this.store = store;
    }

    /** Fails with {@link io.kyozo.contracts.error.ErrorCode#NOT_FOUND} where the team has no such service. */
    public Uni<CapacityPlan> plan(UUID teamId, UUID serviceId) {
        Instant now = Instant.now();
        Range month = new Range(now.minus(LOOK_BACK), now, HOUR);
        Map<Metric, List<Series.Point>> points = new EnumMap<>(Metric.class);
        return Multi.createFrom()
                .items(Metric.values())
                .onItem()
                .transformToUniAndConcatenate(metric -> series.read(teamId, serviceId, metric, month)
                        .invoke(found -> points.put(metric, found.points())))
                .collect()
                .last()
                .chain(() -> store.replicas(serviceId))
                .map(replicas -> plan(points, Math.max(1, replicas)));
    }

    private static CapacityPlan plan(Map<Metric, List<Series.Point>> points, int replicas) {
        List<CapacityPlan.Outlook> outlooks = new ArrayList<>();
        TRENDS.forEach(metric -> outlook(metric, points).ifPresent(outlooks::add));
        List<CapacityPlan.Anomaly> anomalies = new ArrayList<>();
        WATCHED.forEach(metric ->
                anomaly(metric, points.getOrDefault(metric, List.of())).ifPresent(anomalies::add));
        return new CapacityPlan(outlooks, advice(points, replicas), anomalies);
    }

    private static Optional<CapacityPlan.Outlook> outlook(Metric metric, Map<Metric, List<Series.Point>> points) {
        List<Series.Point> all = points.getOrDefault(metric, List.of());
        List<Series.Point> limits = points.getOrDefault(Metric.MEMORY_LIMIT, List.of());
        Double limit = metric == Metric.MEMORY && !limits.isEmpty()
                ? limits.get(limits.size() - 1).last()
                : null;
        long[] times =
                all.stream().mapToLong(point -> point.at().toEpochMilli()).toArray();
        return Forecast.of(times, values(all, Series.Point::average))
                .map(forecast -> new CapacityPlan.Outlook(
                        metric.id(),
                        forecast.now(),
                        forecast.perDay(),
                        limit,
                        limit == null ? null : forecast.reaches(limit, HORIZON).orElse(null),
                        forecast.points()));
    }

    /** Replicas share the work: each is advised its part of the whole. */
    private static @Nullable RightSize advice(Map<Metric, List<Series.Point>> points, int replicas) {
        List<Series.Point> cpu = points.getOrDefault(Metric.CPU, List.of());
        List<Series.Point> memory = points.getOrDefault(Metric.MEMORY, List.of());
        double peak = memory.stream().mapToDouble(Series.Point::max).max().orElse(0);
        return RightSize.of(
                        p95(values(cpu, Series.Point::p95)) / replicas,
                        p95(values(memory, Series.Point::p95)) / replicas,
                        peak / replicas,
                        Math.min(cpu.size(), memory.size()))
                .orElse(null);
    }

    private static double p95(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(int) Math.ceil(RANK * values.length) - 1];
    }

    /** The hour that runs now is not over: its values would be compared with whole hours. */
    private static Optional<CapacityPlan.Anomaly> anomaly(Metric metric, List<Series.Point> points) {
        int end = points.size() - 1;
        if (end < SUSTAINED) {
            return Optional.empty();
        }
        double[] latest = values(points.subList(end - SUSTAINED, end), Series.Point::average);
        Series.Point last = points.get(end - 1);
        return Baseline.of(before(points, last.at()))
                .filter(usual -> usual.isAnomaly(latest))
                .map(usual -> new CapacityPlan.Anomaly(
                        metric.id(), last.average(), usual.median(), usual.score(last.average())));
    }

    /** The same hour of the weeks before, and those next to it. */
    private static double[] before(List<Series.Point> points, Instant at) {
        return points.stream()
                .filter(point -> {
                    Duration ago = Duration.between(point.at(), at);
                    long off = Math.floorMod(ago.toHours() + 1, WEEK.toHours());
                    return off <= 2 && ago.compareTo(HOUR.multipliedBy(2)) > 0;
                })
                .mapToDouble(Series.Point::average)
                .toArray();
    }

    private static double[] values(List<Series.Point> points, ToDoubleFunction<Series.Point> part) {
        return points.stream().mapToDouble(part).toArray();
    }
}
