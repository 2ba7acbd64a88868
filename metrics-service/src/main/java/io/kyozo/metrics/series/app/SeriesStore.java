package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where samples are kept. */
public interface SeriesStore {
    /** Adds samples; one that is there already (same source, same moment) changes nothing. */
    Uni<Void> append(Tx tx, List<SampleRow> rows);

    /**
     * Samples or summaries of sources, from {@code from} to before {@code to}; those not yet compressed are included.
     * Sources without any are left out.
     *
     * @param columns which of the samples' columns are wanted; others have no values
     */
    Uni<Map<Long, Chunk>> read(Tier tier, Collection<Long> sourceIds, BitSet columns, Instant from, Instant to);
}
