package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Sample;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Samples turned into one array a column, so that any number of them is one statement. */
final class SampleColumns {
    private SampleColumns() {}

    static @Nullable Object[] of(List<Sample> samples) {
        return new @Nullable Object[] {
            column(samples, Sample::instanceId, UUID[]::new),
            column(samples, Sample::serviceId, UUID[]::new),
            column(samples, sample -> sample.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(samples, Sample::cpu, Double[]::new),
            column(samples, Sample::memoryBytes, Long[]::new),
            column(samples, Sample::memoryLimitBytes, Long[]::new),
            column(samples, Sample::networkReceive, Double[]::new),
            column(samples, Sample::networkSend, Double[]::new),
            column(samples, Sample::diskRead, Double[]::new),
            column(samples, Sample::diskWrite, Double[]::new),
            column(samples, Sample::pids, Integer[]::new)
        };
    }

    private static <T> T[] column(List<Sample> samples, Function<Sample, @Nullable T> value, IntFunction<T[]> array) {
        return samples.stream().map(value).toArray(array);
    }
}
