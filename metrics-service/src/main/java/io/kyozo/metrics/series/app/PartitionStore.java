package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.Tier;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** The parts that tables of samples and chunks are kept in. */
public interface PartitionStore {
    /** Makes the parts for samples from {@code from} to {@code to}, where they are not there yet. */
    Uni<Void> openSamples(Instant from, Instant to);

    /** Makes the parts for chunks from {@code from} to {@code to}, where they are not there yet. */
    Uni<Void> openChunks(Tier tier, Instant from, Instant to);

    /** Drops the parts for samples before {@code before} that are empty; how many went. */
    Uni<Integer> dropEmptySamples(Instant before);

    /** Drops the parts all of whose chunks are before {@code before}; how many went. */
    Uni<Integer> dropChunks(Tier tier, Instant before);
}
