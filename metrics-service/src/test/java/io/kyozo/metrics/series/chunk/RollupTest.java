package io.kyozo.metrics.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kyozo.metrics.series.Summary;
import io.kyozo.metrics.series.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RollupTest {
    private static final long HOUR = 1_772_359_200_000L;

    private static Chunk samples(int count, double... first) {
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = HOUR + 10_000L * i;
            values[i] = i < first.length ? first[i] : i;
        }
        return new Chunk(times, List.of(values));
    }

    @Test
    void aMinuteIsSummedUpFromItsSamples() {
        Chunk minutes = Rollup.of(samples(12, 5, 1, 3, 9, 2, 4, 7, 7, 7, 7, 7, 7), Tier.MINUTE);
        assertThat(minutes.times()).containsExactly(HOUR, HOUR + 60_000);
        assertThat(Rollup.read(minutes, 0, 0)).isEqualTo(new Summary(6, 1, 9, 4, 9, 4));
        assertThat(Rollup.read(minutes, 1, 0)).isEqualTo(new Summary(6, 7, 7, 7, 7, 7));
    }

    @Test
    void aBucketWithoutDataHasNone() {
        Chunk minutes = Rollup.of(samples(6, filled(6, Double.NaN)), Tier.MINUTE);
        assertThat(minutes.rows()).isEqualTo(1);
        assertThat(Rollup.read(minutes, 0, 0)).isNull();
        assertThat(Rollup.read(minutes, 0, 5)).isNull();
    }

    @Test
    void summariesComeBackFromBytes() {
        Chunk minutes = Rollup.of(samples(180), Tier.MINUTE);
        Chunk back = Chunk.of(minutes.toBytes());
        for (int row = 0; row < minutes.rows(); row++) {
            assertThat(Rollup.read(back, row, 0)).isEqualTo(Rollup.read(minutes, row, 0));
        }
    }

    @Property(tries = 200)
    void summariesOfPartsMergeToTheSummaryOfTheWhole(
            @ForAll @Size(min = 2, max = 100) List<@DoubleRange(min = 0, max = 1000) Double> values,
            @ForAll @IntRange(min = 1, max = 20) int part) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        List<Summary> parts = new ArrayList<>();
        for (int i = 0; i < all.length; i += part) {
            parts.add(Summary.of(Arrays.copyOfRange(all, i, Math.min(i + part, all.length))));
        }
        Summary whole = Summary.of(all);
        Summary merged = Summary.merge(parts);
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.min()).isEqualTo(whole.min());
        assertThat(merged.max()).isEqualTo(whole.max());
        assertThat(merged.last()).isEqualTo(whole.last());
        assertThat(merged.average()).isCloseTo(whole.average(), within(1e-4 * Math.max(1, whole.average())));
        assertThat(merged.p95()).isBetween(whole.min(), whole.max());
    }

    @Test
    void thePercentileOfLikePartsIsThatOfTheWhole() {
        double[] part = DoubleStream.iterate(1, v -> v + 1).limit(100).toArray();
        Summary one = Summary.of(part);
        assertThat(one.p95()).isEqualTo(95);
        assertThat(Summary.merge(List.of(one, one, one)).p95()).isEqualTo(95);
    }

    @Test
    void lateRowsFindTheirPlaceAndThoseThatComeTwiceCountOnce() {
        Rows rows = new Rows();
        rows.add(HOUR + 20_000, new double[] {3});
        rows.add(HOUR, new double[] {1, 10});
        rows.add(HOUR + 10_000, new double[] {2});
        rows.add(HOUR + 10_000, new double[] {99});
        Chunk chunk = rows.toChunk();
        assertThat(chunk.times()).containsExactly(HOUR, HOUR + 10_000, HOUR + 20_000);
        assertThat(chunk.columns().get(0)).containsExactly(1, 2, 3);
        assertThat(chunk.columns().get(1)).containsExactly(10, Double.NaN, Double.NaN);
        assertThat(rows.between(HOUR + 10_000, HOUR + 20_000).rows()).isEqualTo(1);
    }

    @Test
    void stepsAreReadFromTheCoarsestTierThatFillsThem() {
        assertThat(Tier.forStep(java.time.Duration.ofSeconds(10))).isEqualTo(Tier.RAW);
        assertThat(Tier.forStep(java.time.Duration.ofSeconds(90))).isEqualTo(Tier.RAW);
        assertThat(Tier.forStep(java.time.Duration.ofMinutes(5))).isEqualTo(Tier.MINUTE);
        assertThat(Tier.forStep(java.time.Duration.ofHours(2))).isEqualTo(Tier.HOUR);
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }
}
