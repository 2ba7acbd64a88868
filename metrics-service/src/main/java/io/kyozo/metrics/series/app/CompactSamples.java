package io.kyozo.metrics.series.app;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.chunk.Compaction;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Compresses the samples of closed half hours. Rows are taken away and their chunks put in one transaction, some sources
 * at a time: whoever reads, and whatever crashes, each sample is in exactly one place.
 */
@ApplicationScoped
public class CompactSamples {
    private static final int SOURCES_AT_ONCE = 50;

    private final ChunkStore store;
    private final Transactions transactions;

    CompactSamples(ChunkStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** All samples of half hours that ended before {@code now}; how many there were. */
    public Uni<Long> compact(Instant now) {
        Instant closed = Tier.RAW.chunkOf(now.toEpochMilli());
        return Uni.createFrom()
                .deferred(() -> transactions.inTransaction(tx -> compactSome(tx, closed)))
                .repeat()
                .until(rows -> rows == 0)
                .collect()
                .in(() -> new long[1], (sum, rows) -> sum[0] += rows)
                .map(sum -> sum[0]);
    }

    private Uni<Integer> compactSome(Tx tx, Instant closed) {
        return store.take(tx, closed, SOURCES_AT_ONCE).chain(rows -> keep(tx, rows, closed));
    }

    private Uni<Integer> keep(Tx tx, List<SampleRow> rows, Instant closed) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Compaction compaction = new Compaction(rows, closed);
        return store.find(tx, compaction.needs())
                .chain(known -> store.put(tx, compaction.results(known)))
                .replaceWith(rows.size());
    }
}
