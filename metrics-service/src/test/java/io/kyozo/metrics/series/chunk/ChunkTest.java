package io.kyozo.metrics.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunkTest {
    private static final int ROWS = 180;
    private static final long START = 1_772_359_200_000L;

    private static long[] evenTimes(int rows) {
        long[] times = new long[rows];
        Arrays.setAll(times, i -> START + 10_000L * i);
        return times;
    }

    private static double[] back(double[] column) {
        Chunk chunk = new Chunk(evenTimes(column.length), List.of(column));
        return Chunk.of(chunk.toBytes()).columns().get(0);
    }

    private static int size(double[] column) {
        return Column.write(column).length;
    }

    @Property(tries = 300)
    void anyNumbersComeBackBitForBit(@ForAll @Size(max = 200) List<Double> values) {
        double[] column = values.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(bits(back(column))).isEqualTo(bits(column));
    }

    @Property(tries = 300)
    void decimalsComeBackBitForBit(
            @ForAll @Size(min = 1, max = 200) List<Long> values, @ForAll @IntRange(max = 6) int digits) {
        double[] column = values.stream()
                .mapToDouble(v -> (v % 1_000_000_000L) / Math.pow(10, digits))
                .toArray();
        assertThat(bits(back(column))).isEqualTo(bits(column));
    }

    @Property(tries = 300)
    void anyTimesComeBack(@ForAll @Size(max = 200) List<Long> values) {
        long[] times = values.stream().mapToLong(Long::longValue).toArray();
        Chunk chunk = Chunk.of(new Chunk(times, List.of()).toBytes());
        assertThat(chunk.times()).isEqualTo(times);
    }

    @Property(tries = 300)
    void bytesThatAreNoChunkAreRefusedAndNothingElse(@ForAll @Size(max = 80) List<Byte> bytes) {
        byte[] garbage = new byte[bytes.size() + 1];
        garbage[0] = 1;
        for (int i = 0; i < bytes.size(); i++) {
            garbage[i + 1] = bytes.get(i);
        }
        try {
            assertThat(Chunk.of(garbage).columns()).isNotNull();
        } catch (DamagedChunkException e) {
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    @Test
    void oddNumbersComeBackBitForBit() {
        double[] odd = {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e-300,
            0.1 + 0.2,
            1L << 53,
            (1L << 53) + 2,
            Long.MAX_VALUE,
            Math.PI,
            -1e15,
            123456.654321
        };
        assertThat(bits(back(odd))).isEqualTo(bits(odd));
    }

    @Test
    void rowsWithoutAValueStayWithout() {
        double[] gaps = {Double.NaN, 1, Double.NaN, Double.NaN, 2.5, Double.NaN};
        assertThat(back(gaps)).containsExactly(gaps);
        double[] none = {Double.NaN, Double.NaN};
        assertThat(back(none)).containsExactly(none);
        assertThat(size(none)).isEqualTo(1);
    }

    @Test
    void aChunkCutShortIsRefused() {
        byte[] bytes =
                new Chunk(evenTimes(ROWS), List.of(new Random(1).doubles(ROWS).toArray())).toBytes();
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Chunk.of(cut)).isInstanceOf(DamagedChunkException.class);
        }
    }

    @Test
    void onlyTheColumnsAskedForAreRead() {
        BitSet second = new BitSet();
        second.set(1);
        byte[] bytes = new Chunk(evenTimes(2), List.of(new double[] {1, 2}, new double[] {3, 4})).toBytes();
        Chunk chunk = Chunk.of(bytes, second);
        assertThat(chunk.columns().get(0)).isEmpty();
        assertThat(chunk.value(0, 0)).isNaN();
        assertThat(chunk.columns().get(1)).containsExactly(3, 4);
        assertThat(chunk.value(0, 9)).isNaN();
    }

    @Test
    void evenTimesAndAConstantCostNextToNothing() {
        double[] constant = new double[ROWS];
        Arrays.fill(constant, 536_870_912);
        assertThat(new Chunk(evenTimes(ROWS), List.of(constant)).toBytes()).hasSizeLessThan(60);
    }

    @Test
    void aCounterThatRisesByNearlyTheSameCostsLessThanTwoBytesASample() {
        Random random = new Random(7);
        double[] counter = new double[ROWS];
        for (int i = 1; i < ROWS; i++) {
            counter[i] = counter[i - 1] + 4000 + random.nextInt(200);
        }
        assertThat(size(counter)).isLessThan(2 * ROWS);
    }

    @Test
    void memoryInPagesCostsLessThanTwoBytesASample() {
        Random random = new Random(7);
        double[] memory = new double[ROWS];
        memory[0] = 200 << 20;
        for (int i = 1; i < ROWS; i++) {
            memory[i] = memory[i - 1] + 4096.0 * (random.nextInt(100) - 50);
        }
        assertThat(size(memory)).isLessThan(2 * ROWS);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
