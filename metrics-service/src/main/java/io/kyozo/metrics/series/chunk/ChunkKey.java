package io.kyozo.metrics.series.chunk;

import io.kyozo.metrics.series.Tier;
import java.time.Instant;

/**
 * Which chunk.
 *
 * @param tier of what
 * @param sourceId of whom
 * @param start of when
 */
public record ChunkKey(Tier tier, long sourceId, Instant start) {
    /** The chunk that {@code time}, in epoch milliseconds, falls into. */
    public static ChunkKey at(Tier tier, long sourceId, long time) {
        return new ChunkKey(tier, sourceId, tier.chunkOf(time));
    }
}
