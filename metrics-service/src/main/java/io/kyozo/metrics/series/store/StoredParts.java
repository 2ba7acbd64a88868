package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.DamagedChunkException;
import io.kyozo.metrics.series.chunk.Rollup;
import io.kyozo.metrics.series.chunk.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts together what is compressed of a source and what is not. */
final class StoredParts {
    private static final Logger LOG = Logger.getLogger(StoredParts.class);

    private final Tier tier;
    private final BitSet columns;
    private final BitSet kept;
    private final long from;
    private final long to;
    private final Map<Long, Rows> compressed = new HashMap<>();
    private final Map<Long, Rows> rows = new HashMap<>();

    StoredParts(Tier tier, BitSet columns, long from, long to) {
        this.tier = tier;
        this.columns = columns;
        this.kept = tier == Tier.RAW ? columns : Rollup.columns(columns);
        this.from = from;
        this.to = to;
    }

    void add(Row row) {
        Long source = row.getLong("source_id");
        var data = row.getBuffer("data");
        if (data == null) {
            rows.computeIfAbsent(source, id -> new Rows())
                    .add(row.getOffsetDateTime("at").toInstant().toEpochMilli(), values(row.getArrayOfDoubles("vals")));
        } else {
            Instant start = row.getOffsetDateTime("ordering").toInstant();
            addChunk(source, start, data.getBytes());
        }
    }

    /** One bad block must not take all of the chart away. */
    private void addChunk(Long source, Instant start, byte[] data) {
        try {
            compressed.computeIfAbsent(source, id -> new Rows()).add(Chunk.of(data, kept));
        } catch (DamagedChunkException e) {
            LOG.errorf("%s of source %d at %s: %s", tier, source, start, e.getMessage());
        }
    }

    /** Of one wanted column, only that is given. */
    private double[] values(@Nullable Double[] given) {
        if (columns.cardinality() == 1) {
            double[] values = new double[columns.length()];
            Arrays.fill(values, Double.NaN);
            Double value = given[0];
            values[columns.nextSetBit(0)] = value == null ? Double.NaN : value;
            return values;
        }
        double[] values = new double[given.length];
        for (int i = 0; i < given.length; i++) {
            Double value = given[i];
            values[i] = value == null || !columns.get(i) ? Double.NaN : value;
        }
        return values;
    }

    Map<Long, Chunk> chunks() {
        Map<Long, Chunk> chunks = new HashMap<>();
        compressed.forEach((source, stored) -> chunks.put(source, stored.between(from, to)));
        rows.forEach((source, fresh) -> chunks.merge(source, summed(fresh.toChunk()), this::join));
        chunks.values().removeIf(chunk -> chunk.rows() == 0);
        return chunks;
    }

    private Chunk summed(Chunk samples) {
        return tier == Tier.RAW ? samples : Rollup.of(samples, tier);
    }

    private Chunk join(Chunk stored, Chunk fresh) {
        if (tier != Tier.RAW) {
            return Rollup.join(stored, fresh);
        }
        Rows both = new Rows();
        both.add(stored);
        both.add(fresh);
        return both.toChunk();
    }
}
