package io.kyozo.metrics.collect;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes samples out of readings. Values are rounded to what can be measured: short numbers are cheap to keep. */
public final class Sampling {
    private static final double NANOS = 1e9;
    private static final double MICRO = 1e6;
    private static final double MILLI = 1e3;

    private static final Map<Metric, Counter> NOW = Map.of(
            Metric.MEMORY, Counter.MEMORY,
            Metric.MEMORY_CACHE, Counter.CACHE,
            Metric.MEMORY_LIMIT, Counter.MEMORY_LIMIT,
            Metric.PIDS, Counter.PIDS,
            Metric.OOM_KILLS, Counter.OOM_KILLS,
            Metric.DISK_USED, Counter.DISK_USED,
            Metric.RESTARTS, Counter.RESTARTS);

    private static final Map<Metric, Counter> BYTES = Map.of(
            Metric.NETWORK_RECEIVE, Counter.RECEIVED,
            Metric.NETWORK_SEND, Counter.SENT,
            Metric.DISK_READ, Counter.READ,
            Metric.DISK_WRITE, Counter.WRITTEN);

    private Sampling() {}

    /**
     * The sample at {@code now}. A counter that fell was started anew: what it shows has been used since then, so it is
     * the whole difference (as Prometheus' {@code rate} has it).
     *
     * @param before the reading before; null for the first one, which gives no rates
     * @param passed since then, by a clock that nobody sets: the readings' own may have been
     */
    public static Sample sample(Target target, @Nullable Reading before, Reading now, Duration passed) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        NOW.forEach((metric, counter) -> now.of(counter).ifPresent(value -> values.put(metric, (double) value)));
        now.of(Counter.PROBE_NANOS).ifPresent(nanos -> values.put(Metric.PROBE_TIME, rounded(nanos / NANOS, MICRO)));
        double seconds = passed.toNanos() / NANOS;
        if (before != null && seconds > 0) {
            new Rates(before, now, seconds).put(values);
        }
        return Sample.of(target.instanceId(), target.serviceId(), now.at().truncatedTo(ChronoUnit.MILLIS), values);
    }

    private static double rounded(double value, double unit) {
        return Math.rint(value * unit) / unit;
    }

    private record Rates(Reading before, Reading now, double seconds) {
        void put(Map<Metric, Double> values) {
            BYTES.forEach((metric, counter) -> put(values, metric, counter, 1, 1));
            put(values, Metric.CPU, Counter.CPU_NANOS, NANOS, MICRO);
            put(values, Metric.CPU_THROTTLED, Counter.THROTTLED_NANOS, NANOS, MICRO);
            put(values, Metric.REQUESTS, Counter.REQUESTS, 1, MILLI);
            put(values, Metric.REQUEST_ERRORS, Counter.REQUEST_ERRORS, 1, MILLI);
            OptionalDouble requests = rise(Counter.REQUESTS);
            OptionalDouble waited = rise(Counter.WAIT_NANOS);
            if (waited.isPresent() && requests.orElse(0) > 0) {
                values.put(Metric.RESPONSE_TIME, rounded(waited.getAsDouble() / NANOS / requests.getAsDouble(), MICRO));
            }
        }

        private void put(Map<Metric, Double> values, Metric metric, Counter counter, double divisor, double unit) {
            OptionalDouble rise = rise(counter);
            if (rise.isPresent()) {
                values.put(metric, rounded(rise.getAsDouble() / divisor / seconds, unit));
            }
        }

        private OptionalDouble rise(Counter counter) {
            if (before.of(counter).isEmpty() || now.of(counter).isEmpty()) {
                return OptionalDouble.empty();
            }
            long then = before.of(counter).getAsLong();
            long value = now.of(counter).getAsLong();
            return OptionalDouble.of(value >= then ? value - then : Math.max(0, value));
        }
    }
}
