package io.kyozo.metrics.series;

import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.Rollup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** One column of chunks, summed up by steps. */
public final class StepSummaries {
    private final long step;
    private final SortedMap<Long, List<Summary>> parts = new TreeMap<>();

    /** @param step in milliseconds */
    public StepSummaries(long step) {
        this.step = step;
    }

    /** Adds a column; chunks must be added in order of time. */
    public void add(Tier tier, Chunk chunk, int column) {
        if (tier == Tier.RAW) {
            addSamples(chunk, column);
            return;
        }
        for (int row = 0; row < chunk.rows(); row++) {
            Summary summary = Rollup.read(chunk, row, column);
            if (summary != null) {
                add(chunk.times()[row], summary);
            }
        }
    }

    private void addSamples(Chunk chunk, int column) {
        int start = 0;
        for (int row = 1; row <= chunk.rows(); row++) {
            if (row == chunk.rows() || Tier.floor(chunk.times()[row], step) != Tier.floor(chunk.times()[start], step)) {
                addSamples(chunk, column, start, row);
                start = row;
            }
        }
    }

    private void addSamples(Chunk chunk, int column, int from, int to) {
        double[] present = new double[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            double value = chunk.value(row, column);
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        if (count > 0) {
            add(chunk.times()[from], Summary.of(Arrays.copyOf(present, count)));
        }
    }

    private void add(long time, Summary summary) {
        parts.computeIfAbsent(Tier.floor(time, step), at -> new ArrayList<>()).add(summary);
    }

    /** By start of step, in epoch milliseconds. */
    public SortedMap<Long, Summary> toMap() {
        SortedMap<Long, Summary> summaries = new TreeMap<>();
        parts.forEach((at, all) -> summaries.put(at, Summary.merge(all)));
        return summaries;
    }

    /** A service's points out of those of its replicas. */
    public static List<Series.Point> total(Metric metric, Collection<SortedMap<Long, Summary>> replicas) {
        SortedMap<Long, List<Summary>> byStep = new TreeMap<>();
        replicas.forEach(replica -> replica.forEach((at, summary) ->
                byStep.computeIfAbsent(at, step -> new ArrayList<>()).add(summary)));
        List<Series.Point> points = new ArrayList<>();
        byStep.forEach((at, all) -> points.add(new Series.Point(
                Instant.ofEpochMilli(at),
                total(metric, all, Summary::average),
                total(metric, all, Summary::min),
                total(metric, all, Summary::max),
                total(metric, all, Summary::p95),
                total(metric, all, Summary::last))));
        return points;
    }

    private static double total(Metric metric, List<Summary> replicas, ToDoubleFunction<Summary> part) {
        return metric.total(replicas.stream().mapToDouble(part).toArray());
    }
}
