package io.kyozo.metrics.capacity.app;

import io.kyozo.metrics.capacity.Baseline;
import io.kyozo.metrics.capacity.CapacityPlan;
import io.kyozo.metrics.capacity.Forecast;
import io.kyozo.metrics.capacity.RightSize;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.app.ReadSeries;
import io.kyozo.runtime.HostCapacity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<Metric> NEEDED = EnumSet.of(
            Metric.CPU, Metric.MEMORY, Metric.MEMORY_LIMIT, Metric.DISK_USED, Metric.REQUESTS, Metric.RESPONSE_TIME);
    /** Hours in a row that must be unusual. */
    private static final int SUSTAINED = 2;

    private static final double RANK = 0.95;

    private final ReadSeries series;
    private final CapacityStore store;
    private final Host host;

    PlanCapacity(ReadSeries series, CapacityStore store, Host host) {
        this.series = series;
        this.store = store;
        this.host = host;
    }

    /** Fails with {@link io.kyozo.contracts.error.ErrorCode#NOT_FOUND} where the team has no such service. */
    public Uni<CapacityPlan> plan(UUID teamId, UUID serviceId) {
        return series.require(teamId, serviceId)
                .chain(() -> store.replicas(serviceId))
                .chain(replicas -> plan(serviceId, Math.max(1, replicas)));
    }

    /** Of a service, whosever it is. */
    Uni<CapacityPlan> plan(UUID serviceId, int replicas) {
        Instant now = Instant.now();
        Range month = new Range(now.minus(LOOK_BACK), now, HOUR);
        Map<Metric, List<Series.Point>> points = new EnumMap<>(Metric.class);
        return Multi.createFrom()
                .iterable(NEEDED)
                .onItem()
                .transformToUniAndConcatenate(metric ->
                        series.read(serviceId, metric, month).invoke(found -> points.put(metric, found.points())))
                .collect()
                .last()
                .chain(host::capacity)
                .map(capacity -> plan(points, replicas, capacity));
    }

    private static CapacityPlan plan(Map<Metric, List<Series.Point>> points, int replicas, HostCapacity host) {
        List<CapacityPlan.Outlook> outlooks = new ArrayList<>();
        TRENDS.forEach(metric -> outlook(metric, points, host).ifPresent(outlooks::add));
        List<CapacityPlan.Anomaly> anomalies = new ArrayList<>();
        WATCHED.forEach(metric ->
                anomaly(metric, points.getOrDefault(metric, List.of())).ifPresent(anomalies::add));
        return new CapacityPlan(outlooks, advice(points, replicas), anomalies);
    }

    private static Optional<CapacityPlan.Outlook> outlook(
            Metric metric, Map<Metric, List<Series.Point>> points, HostCapacity host) {
        List<Series.Point> all = points.getOrDefault(metric, List.of());
        Double limit = limit(metric, points, host);
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

    /** Memory has a limit of its own; CPU and disk end where the machine's do. Null where it is not known. */
    private static @Nullable Double limit(Metric metric, Map<Metric, List<Series.Point>> points, HostCapacity host) {
        Double own = last(points.getOrDefault(Metric.MEMORY_LIMIT, List.of()));
        Double held = last(points.getOrDefault(Metric.DISK_USED, List.of()));
        return switch (metric) {
            case MEMORY -> own != null ? own : known(host.memoryBytes());
            case CPU -> known(host.cpus());
            case DISK_USED ->
                host.freeDiskBytes() == 0 || held == null ? null : Double.valueOf(held + host.freeDiskBytes());
            default -> null;
        };
    }

    private static @Nullable Double known(double capacity) {
        return capacity == 0 ? null : Double.valueOf(capacity);
    }

    private static @Nullable Double last(List<Series.Point> points) {
        return points.isEmpty()
                ? null
                : Double.valueOf(points.get(points.size() - 1).last());
    }

    /** Replicas share the work: each is advised its part of the whole. */
    private static @Nullable RightSize advice(Map<Metric, List<Series.Point>> points, int replicas) {
        List<Series.Point> cpu = points.getOrDefault(Metric.CPU, List.of());
        List<Series.Point> memory = points.getOrDefault(Metric.MEMORY, List.of());
        double peak = memory.stream().mapToDouble(Series.Point::max).max().orElse(0);
        if (cpu.isEmpty() || memory.isEmpty()) {
            return null;
        }
        return RightSize.of(
                        p95(values(cpu, Series.Point::p95)) / replicas,
                        p95(values(memory, Series.Point::p95)) / replicas,
                        peak / replicas,
                        Math.min(cpu.size(), memory.size()),
                        memory.get(0).at(),
                        memory.get(memory.size() - 1).at().plus(HOUR))
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
                        metric.id(),
                        last.average(),
                        usual.median(),
                        usual.score(last.average()),
                        usual.bound(last.average())));
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
