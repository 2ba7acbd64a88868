package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.DamagedChunkException;
import io.kyozo.metrics.series.chunk.Rollup;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts together what is compressed of a source and what is not; sources side by side, on all processors. */
final class StoredParts {
    private static final Logger LOG = Logger.getLogger(StoredParts.class);

    private final Tier tier;
    private final int[] columns;
    private final BitSet kept;
    private final long from;
    private final long to;

    StoredParts(Tier tier, BitSet columns, long from, long to) {
        this.tier = tier;
        this.columns = columns.stream().toArray();
        this.kept = tier == Tier.RAW ? columns : Rollup.columns(columns);
        this.from = from;
        this.to = to;
    }

    /** By source; those without any are left out. */
    Map<Long, Chunk> chunks(List<Row> rows) {
        Map<Long, List<Row>> compressed = new HashMap<>();
        Map<Long, Chunk> fresh = new HashMap<>();
        for (Row row : rows) {
            Long source = row.getLong("source_id");
            if (source == null) {
                fresh.putAll(new FreshRows(row, columns).chunks());
            } else {
                compressed.computeIfAbsent(source, id -> new ArrayList<>()).add(row);
            }
        }
        Set<Long> sources = new HashSet<>(compressed.keySet());
        sources.addAll(fresh.keySet());
        Map<Long, Chunk> chunks = new ConcurrentHashMap<>();
        sources.parallelStream().forEach(source -> {
            Chunk chunk = chunk(compressed.getOrDefault(source, List.of()), fresh.get(source));
            if (chunk.rows() > 0) {
                chunks.put(source, chunk);
            }
        });
        return chunks;
    }

    private Chunk chunk(List<Row> rows, @Nullable Chunk fresh) {
        List<Chunk> compressed = rows.stream()
                .sorted(Comparator.comparing(row -> row.getOffsetDateTime("start_at")))
                .flatMap(row -> read(row).stream())
                .toList();
        Chunk stored = Chunk.concat(compressed).between(from, to);
        return fresh == null ? stored : joined(stored, fresh);
    }

    /** One bad block must not take all of the chart away. */
    private Optional<Chunk> read(Row row) {
        try {
            return Optional.of(Chunk.of(row.getBuffer("data").getBytes(), kept));
        } catch (DamagedChunkException e) {
            Instant start = row.getOffsetDateTime("start_at").toInstant();
            LOG.errorf("%s of source %d at %s: %s", tier, row.getLong("source_id"), start, e.getMessage());
            return Optional.empty();
        }
    }

    private Chunk joined(Chunk stored, Chunk fresh) {
        return tier == Tier.RAW ? Chunk.concat(List.of(stored, fresh)) : Rollup.join(stored, Rollup.of(fresh, tier));
    }
}
