package io.kyozo.metrics.series.chunk;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks out of rows: new ones, or, where rows came late, the ones that were there with the rows put in. Minutes and
 * hours are summed up
 * from their samples at once; a day from its hours, and once it is over from its samples.
 */
public final class Compaction {
    private static final long DAY = Tier.DAY.bucket().toMillis();

    private final Map<Long, Rows> bySource = new LinkedHashMap<>();
    private final Map<Long, TreeSet<Long>> windows = new LinkedHashMap<>();
    private final long closed;

    /**
     * @param rows of any sources, in any order
     * @param closed no rows are awaited before it
     */
    public Compaction(List<SampleRow> rows, Instant closed) {
        this.closed = closed.toEpochMilli();
        for (SampleRow row : rows) {
            bySource.computeIfAbsent(row.sourceId(), id -> new Rows()).add(row.time(), row.values());
            windows.computeIfAbsent(row.sourceId(), id -> new TreeSet<>())
                    .add(Tier.RAW.chunkOf(row.time()).toEpochMilli());
        }
    }

    /** The chunks to know, as far as they are there. */
    public Set<ChunkKey> needs() {
        Set<ChunkKey> keys = new LinkedHashSet<>();
        windows.forEach((source, starts) -> starts.forEach(start -> addNeeds(keys, source, start)));
        return keys;
    }

    private void addNeeds(Set<ChunkKey> keys, long source, long window) {
        Tier bucket = closesDay(window) ? Tier.DAY : Tier.HOUR;
        long from = bucket.bucketOf(window);
        long width = Tier.RAW.chunk().toMillis();
        for (long start = from; start < from + bucket.bucket().toMillis(); start += width) {
            keys.add(ChunkKey.at(Tier.RAW, source, start));
        }
        keys.add(ChunkKey.at(Tier.HOUR, source, window));
        keys.add(ChunkKey.at(Tier.DAY, source, window));
    }

    /** Whether the window is the last of its day, or came when the day was over already. */
    private boolean closesDay(long window) {
        return Tier.floor(window, DAY) + DAY <= closed;
    }

    /** The chunks to keep, in place of {@code known}, which are those of {@link #needs} that are there. */
    public Map<ChunkKey, Chunk> results(Map<ChunkKey, Chunk> known) {
        Map<ChunkKey, Chunk> results = new HashMap<>();
        windows.forEach((source, starts) -> {
            Map<ChunkKey, Chunk> all = new HashMap<>(known);
            starts.forEach(start -> putSamples(source, start, all, results));
            starts.forEach(start -> putSummary(Tier.HOUR, source, start, all, results));
            starts.stream()
                    .map(start -> Tier.floor(start, DAY))
                    .distinct()
                    .forEach(day -> putDay(source, day, all, results));
        });
        return results;
    }

    private void putDay(long source, long day, Map<ChunkKey, Chunk> all, Map<ChunkKey, Chunk> results) {
        if (closesDay(day)) {
            putSummary(Tier.DAY, source, day, all, results);
            return;
        }
        Rows hours = new Rows();
        addKnown(hours, all.get(ChunkKey.at(Tier.HOUR, source, day)));
        putSummary(Tier.DAY, source, day, Rollup.merge(hours.between(day, day + DAY), Tier.DAY), all, results);
    }

    private void putSamples(long source, long window, Map<ChunkKey, Chunk> all, Map<ChunkKey, Chunk> results) {
        ChunkKey key = ChunkKey.at(Tier.RAW, source, window);
        Rows rows = new Rows();
        addKnown(rows, all.get(key));
        rows.add(Objects.requireNonNull(bySource.get(source))
                .between(window, window + Tier.RAW.chunk().toMillis()));
        Chunk merged = rows.toChunk();
        all.put(key, merged);
        results.put(key, merged);
        results.put(ChunkKey.at(Tier.MINUTE, source, window), Rollup.of(merged, Tier.MINUTE));
    }

    /** The bucket that {@code time} falls into, from its samples, in its chunk. */
    private void putSummary(Tier tier, long source, long time, Map<ChunkKey, Chunk> all, Map<ChunkKey, Chunk> results) {
        long from = tier.bucketOf(time);
        Rows samples = new Rows();
        long width = Tier.RAW.chunk().toMillis();
        for (long start = from; start < from + tier.bucket().toMillis(); start += width) {
            addKnown(samples, all.get(ChunkKey.at(Tier.RAW, source, start)));
        }
        putSummary(tier, source, time, Rollup.of(samples.toChunk(), tier), all, results);
    }

    private static void putSummary(
            Tier tier, long source, long time, Chunk summary, Map<ChunkKey, Chunk> all, Map<ChunkKey, Chunk> results) {
        ChunkKey key = ChunkKey.at(tier, source, time);
        Rows summaries = new Rows();
        addKnown(summaries, all.get(key));
        summaries.replace(summary);
        Chunk merged = summaries.toChunk();
        all.put(key, merged);
        results.put(key, merged);
    }

    private static void addKnown(Rows rows, @Nullable Chunk known) {
        if (known != null) {
            rows.add(known);
        }
    }
}
