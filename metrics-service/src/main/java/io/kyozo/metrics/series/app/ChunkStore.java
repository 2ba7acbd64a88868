package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.metrics.series.chunk.ChunkKey;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows that are to be compressed, and the chunks they become. */
public interface ChunkStore {
    /** Takes away the rows before {@code before} of at most {@code sources} sources; none where none are left. */
    Uni<List<SampleRow>> take(Tx tx, Instant before, int sources);

    /** Those of {@code keys} that are there. */
    Uni<Map<ChunkKey, Chunk>> find(Tx tx, Collection<ChunkKey> keys);

    /** Keeps chunks, in place of those that are there. */
    Uni<Void> put(Tx tx, Map<ChunkKey, Chunk> chunks);
}
