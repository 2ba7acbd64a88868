package io.kyozo.metrics.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Summary;
import io.kyozo.metrics.series.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final long START = DAY.toEpochMilli();
    private static final long HALF_HOUR = Tier.RAW.chunk().toMillis();
    private static final long INTERVAL = 60_000;

    private final Map<ChunkKey, Chunk> kept = new HashMap<>();

    private void compact(List<SampleRow> rows, Instant closed) {
        Compaction compaction = new Compaction(rows, closed);
        Map<ChunkKey, Chunk> known = new HashMap<>(kept);
        known.keySet().retainAll(compaction.needs());
        kept.putAll(compaction.results(known));
    }

    private static List<SampleRow> rows(int from, int to) {
        List<SampleRow> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(new SampleRow(1, START + i * INTERVAL, new double[] {i, -i}));
        }
        return rows;
    }

    private Chunk chunk(Tier tier, long time) {
        return kept.get(ChunkKey.at(tier, 1, time));
    }

    @Test
    void samplesAreKeptByHalfHoursWithTheirSummaries() {
        compact(rows(0, 60), DAY.plusSeconds(3600));
        assertThat(chunk(Tier.RAW, START).rows()).isEqualTo(30);
        assertThat(chunk(Tier.RAW, START + HALF_HOUR).rows()).isEqualTo(30);
        assertThat(chunk(Tier.MINUTE, START).rows()).isEqualTo(30);
        assertThat(Rollup.read(chunk(Tier.HOUR, START), 0, 0)).isEqualTo(new Summary(60, 0, 59, 29.5, 56, 59));
        assertThat(Rollup.read(chunk(Tier.DAY, START), 0, 0).count()).isEqualTo(60);
    }

    @Test
    void anHourGrowsWithItsSecondHalf() {
        compact(rows(0, 30), DAY.plusSeconds(1800));
        assertThat(Rollup.read(chunk(Tier.HOUR, START), 0, 0).count()).isEqualTo(30);
        compact(rows(30, 60), DAY.plusSeconds(3600));
        assertThat(Rollup.read(chunk(Tier.HOUR, START), 0, 0)).isEqualTo(new Summary(60, 0, 59, 29.5, 56, 59));
    }

    @Test
    void aDayIsSummedUpFromItsSamplesOnceItIsOver() {
        for (int half = 0; half < 48; half++) {
            compact(rows(half * 30, half * 30 + 30), DAY.plusMillis((half + 1) * HALF_HOUR));
        }
        double[] all = new double[1440];
        java.util.Arrays.setAll(all, i -> i);
        assertThat(Rollup.read(chunk(Tier.DAY, START), 0, 0)).isEqualTo(Summary.of(all));
        assertThat(chunk(Tier.HOUR, START).rows()).isEqualTo(24);
    }

    @Test
    void inWhateverOrderSamplesComeAndHoweverOftenTheSameIsKept() {
        List<SampleRow> all = rows(0, 120);
        compact(all, DAY.plusSeconds(7200));
        Map<ChunkKey, Chunk> expected = new HashMap<>(kept);
        kept.clear();
        List<SampleRow> shuffled = new ArrayList<>(all);
        shuffled.addAll(all.subList(10, 50));
        Collections.shuffle(shuffled, new Random(3));
        for (int i = 0; i < shuffled.size(); i += 16) {
            compact(shuffled.subList(i, Math.min(i + 16, shuffled.size())), DAY.plusSeconds(7200));
        }
        assertThat(kept.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, chunk) -> {
            if (key.tier() != Tier.DAY) {
                assertThat(kept.get(key).toBytes()).as(key.toString()).isEqualTo(chunk.toBytes());
            }
        });
    }

    @Test
    void whatComesLateIsPutIntoADayThatIsOver() {
        compact(rows(0, 30), DAY.plusSeconds(86_400));
        compact(rows(700, 701), DAY.plusSeconds(90_000));
        assertThat(Rollup.read(chunk(Tier.DAY, START), 0, 0)).satisfies(day -> {
            assertThat(day.count()).isEqualTo(31);
            assertThat(day.last()).isEqualTo(700);
        });
    }

    @Test
    void aSourceThatGetsMoreColumnsKeepsWhatItHad() {
        compact(rows(0, 10), DAY.plusSeconds(1800));
        compact(List.of(new SampleRow(1, START + 15 * INTERVAL, new double[] {1, 2, 3})), DAY.plusSeconds(1800));
        Chunk chunk = chunk(Tier.RAW, START);
        assertThat(chunk.columns()).hasSize(3);
        assertThat(chunk.columns().get(2)[10]).isEqualTo(3);
        assertThat(chunk.columns().get(2)[0]).isNaN();
    }
}
