package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Samples as rows, then as chunks; what reads sees both in one statement, and so each sample once. */
@ApplicationScoped
class PgSeriesStore implements SeriesStore {
    /** PostgreSQL's arrays are rectangles: rows of different widths are given as one line, cut up by their widths. */
    private static final String APPEND = """
            insert into sample (source_id, at, vals)
            select id, to_timestamp(millis / 1000.0), ($4::float8[])[first:last]
            from unnest($1::int8[], $2::int8[], $3::int4[], $5::int4[]) as r (id, millis, first, last)
            on conflict do nothing
            """;

    private static final String READ = """
            select source_id, data, null::timestamptz as at, null::float8[] as vals, start_at as ordering from %s
            where source_id = any($1) and start_at > $2::timestamptz - make_interval(secs => %d) and start_at < $3
            union all
            select source_id, null, at, %s, at from sample
            where source_id = any($1) and at >= $2 and at < $3
            order by source_id, ordering
            """;

    private final Transactions transactions;

    PgSeriesStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> append(Tx tx, List<SampleRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.update(APPEND, SampleColumns.of(rows)).replaceWithVoid();
    }

    @Override
    public Uni<Map<Long, Chunk>> read(Tier tier, Collection<Long> sourceIds, BitSet columns, Instant from, Instant to) {
        String sql = READ.formatted(tier.table(), tier.chunk().toSeconds(), wanted(columns));
        StoredParts parts = new StoredParts(tier, columns, from.toEpochMilli(), to.toEpochMilli());
        return transactions
                .query(sql, sourceIds.toArray(Long[]::new), from, to)
                .invoke(rows -> rows.forEach(parts::add))
                .map(rows -> parts.chunks());
    }

    /** Most questions are about one column of many rows: the others would cost more than all else. */
    private static String wanted(BitSet columns) {
        return columns.cardinality() == 1 ? "array[vals[" + (columns.nextSetBit(0) + 1) + "]]" : "vals";
    }
}
