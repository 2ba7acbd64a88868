package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.eval.Stream;
import io.kyozo.metrics.series.Summary;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.Rollup;
import java.util.ArrayList;
import java.util.List;

/**
 * A series' samples as they are fetched. Of a summary it is the last value, at its bucket's end: right for counters and
 * for the value of a moment; of what was between, a coarse tier no longer tells.
 */
final class Points {
    private final SeriesIndex.Place place;
    private final List<Long> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    Points(SeriesIndex.Place place) {
        this.place = place;
    }

    SeriesIndex.Place place() {
        return place;
    }

    void add(Tier tier, Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            if (tier == Tier.RAW) {
                add(chunk.times()[row], chunk.value(row, place.column()));
            } else {
                Summary summary = Rollup.read(chunk, row, place.column());
                long end = chunk.times()[row] + tier.bucket().toMillis() - 1;
                add(end, summary == null ? Double.NaN : summary.last());
            }
        }
    }

    private void add(long time, double value) {
        if (!Double.isNaN(value)) {
            times.add(time);
            values.add(value);
        }
    }

    Stream toStream() {
        return new Stream(
                place.labels(),
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
