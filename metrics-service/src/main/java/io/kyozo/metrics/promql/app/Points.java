package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.Part;
import io.kyozo.metrics.promql.eval.Stream;
import io.kyozo.metrics.series.Summary;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.Rollup;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A series' samples as they are fetched. A summary is a sample at its bucket's end, with that of its values which the
 * query's function makes sense of.
 */
final class Points {
    private final SeriesIndex.Place place;
    private final Part part;
    private final LongStream.Builder times = LongStream.builder();
    private final DoubleStream.Builder values = DoubleStream.builder();

    Points(SeriesIndex.Place place, Part part) {
        this.place = place;
        this.part = part;
    }

    SeriesIndex.Place place() {
        return place;
    }

    void add(Tier tier, Chunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            if (tier == Tier.RAW) {
                double value = chunk.value(row, place.column());
                add(chunk.times()[row], part == Part.COUNT && !Double.isNaN(value) ? 1 : value);
            } else {
                Summary summary = Rollup.read(chunk, row, place.column());
                long end = chunk.times()[row] + tier.bucket().toMillis() - 1;
                add(end, summary == null ? Double.NaN : value(summary));
            }
        }
    }

    private double value(Summary summary) {
        return switch (part) {
            case MIN -> summary.min();
            case MAX -> summary.max();
            case AVERAGE -> summary.average();
            case SUM -> summary.average() * summary.count();
            case COUNT -> summary.count();
            case LAST, EACH -> summary.last();
        };
    }

    private void add(long time, double value) {
        if (!Double.isNaN(value)) {
            times.add(time);
            values.add(value);
        }
    }

    Stream toStream() {
        return new Stream(
                place.labels(), times.build().toArray(), values.build().toArray());
    }
}
