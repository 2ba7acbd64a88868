package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is not yet compressed, of all sources: arrays of sources, of times in seconds, and of each column's values. */
final class FreshRows {
    private static final int SOURCES = 3;
    private static final int TIMES = 4;
    private static final double MILLIS = 1000;
    private static final double[] NOT_ASKED_FOR = {};

    private final Row row;
    private final int[] columns;

    FreshRows(Row row, int[] columns) {
        this.row = row;
        this.columns = columns;
    }

    Map<Long, Chunk> chunks() {
        Long[] sources = row.getArrayOfLongs(SOURCES);
        Map<Long, Chunk> chunks = new HashMap<>();
        if (sources == null) {
            return chunks;
        }
        double[] times = numbers(TIMES);
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            values.add(numbers(TIMES + 1 + i));
        }
        places(sources)
                .forEach((source, places) ->
                        chunks.put(source, sorted(chunk(places.build().toArray(), times, values))));
        return chunks;
    }

    private double[] numbers(int column) {
        @Nullable Double[] given = row.getArrayOfDoubles(column);
        double[] numbers = new double[given.length];
        for (int i = 0; i < numbers.length; i++) {
            Double value = given[i];
            numbers[i] = value == null ? Double.NaN : value;
        }
        return numbers;
    }

    /** Where each source's rows are. */
    private static Map<Long, IntStream.Builder> places(Long[] sources) {
        Map<Long, IntStream.Builder> places = new HashMap<>();
        for (int i = 0; i < sources.length; i++) {
            places.computeIfAbsent(sources[i], source -> IntStream.builder()).add(i);
        }
        return places;
    }

    private Chunk chunk(int[] places, double[] times, List<double[]> values) {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            while (all.size() < columns[i]) {
                all.add(NOT_ASKED_FOR);
            }
            double[] column = values.get(i);
            all.add(Arrays.stream(places).mapToDouble(place -> column[place]).toArray());
        }
        return new Chunk(
                Arrays.stream(places)
                        .mapToLong(place -> Math.round(times[place] * MILLIS))
                        .toArray(),
                all);
    }

    /** They are in order of time but for those that came late. */
    private static Chunk sorted(Chunk chunk) {
        for (int row = 1; row < chunk.rows(); row++) {
            if (chunk.times()[row] <= chunk.times()[row - 1]) {
                Rows rows = new Rows();
                rows.add(chunk);
                return rows.toChunk();
            }
        }
        return chunk;
    }
}
