package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.chunk.Chunk;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /**
     * What is not yet compressed comes as one line, an array a column: many short rows, or sorting them, would cost the
     * most. The fence keeps them in the order in which they were written.
     */
    private static final String READ = """
        select source_id, start_at, data, null::int8[] as sources, null::float8[] as times%1$s from %2$s
        where source_id = any($1) and start_at > $2::timestamptz - make_interval(secs => %3$d) and start_at < $3
        union all
        select null, null, null, array_agg(source_id), array_agg(date_part('epoch', at))%4$s from (
          select source_id, at%5$s from sample where source_id = any($1) and at >= $2 and at < $3 offset 0) fresh
        """;

    /** So many sources are read by two connections, each half of them: a statement uses one processor. */
    private static final int MANY = 200;

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
        Long[] ids = sourceIds.toArray(Long[]::new);
        if (ids.length < MANY) {
            return readAtOnce(tier, ids, columns, from, to);
        }
        int half = ids.length / 2;
        return Uni.combine()
                .all()
                .unis(
                        readAtOnce(tier, Arrays.copyOf(ids, half), columns, from, to),
                        readAtOnce(tier, Arrays.copyOfRange(ids, half, ids.length), columns, from, to))
                .with(PgSeriesStore::both);
    }

    private static Map<Long, Chunk> both(Map<Long, Chunk> one, Map<Long, Chunk> other) {
        one.putAll(other);
        return one;
    }

    private Uni<Map<Long, Chunk>> readAtOnce(Tier tier, Long[] ids, BitSet columns, Instant from, Instant to) {
        StoredParts parts = new StoredParts(tier, columns, from.toEpochMilli(), to.toEpochMilli());
        return transactions
                .query(question(tier, columns), ids, from, to)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(parts::chunks);
    }

    private static String question(Tier tier, BitSet columns) {
        return READ.formatted(
                each(columns, ", null::float8[]"),
                tier.table(),
                tier.chunk().toSeconds(),
                each(columns, ", array_agg(v%1$d)"),
                each(columns, ", vals[%1$d] as v%1$d"));
    }

    private static String each(BitSet columns, String form) {
        return columns.stream().mapToObj(column -> form.formatted(column + 1)).collect(Collectors.joining());
    }
}
