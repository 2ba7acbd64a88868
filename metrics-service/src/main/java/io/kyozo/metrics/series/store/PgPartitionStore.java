package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.PartitionStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Partitions, named by their place in time: {@code chunk_raw_20000} is day 20000 since 1970. */
@ApplicationScoped
class PgPartitionStore implements PartitionStore {
    private static final String SAMPLE = "sample";

    private static final String PARTITIONS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass($1) and c.relname ~ '_[0-9]+$'
            """;

    private final Transactions transactions;

    PgPartitionStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> openSamples(Instant from, Instant to) {
        return open(SAMPLE, Tier.RAW.chunk(), from, to);
    }

    @Override
    public Uni<Void> openChunks(Tier tier, Instant from, Instant to) {
        return open(tier.table(), width(tier), from, to);
    }

    private static Duration width(Tier tier) {
        return Duration.ofDays(tier.partitionDays());
    }

    private Uni<Void> open(String table, Duration width, Instant from, Instant to) {
        long first = Math.floorDiv(from.getEpochSecond(), width.toSeconds());
        long last = Math.floorDiv(to.getEpochSecond(), width.toSeconds());
        return names(table)
                .chain(there -> each(
                                LongStream.rangeClosed(first, last)
                                        .boxed()
                                        .filter(index -> !there.contains(table + "_" + index))
                                        .toList(),
                                index -> transactions.update(create(table, width, index)))
                        .replaceWithVoid());
    }

    private static String create(String table, Duration width, long index) {
        Instant start = Instant.ofEpochSecond(index * width.toSeconds());
        return "create table if not exists " + table + "_" + index + " partition of " + table + " for values from ('"
                + start + "') to ('" + start.plus(width) + "')";
    }

    @Override
    public Uni<Integer> dropEmptySamples(Instant before) {
        return old(SAMPLE, Tier.RAW.chunk(), before)
                .chain(names -> each(names, name -> transactions.inTransaction(tx -> dropEmpty(tx, name))));
    }

    /** Nothing can come in between: dropping it locks the whole table, so it is left for later where that takes long. */
    private static Uni<Integer> dropEmpty(Tx tx, String name) {
        return tx.update("set local lock_timeout = '2s'")
                .chain(() -> tx.update("lock table sample in access exclusive mode"))
                .chain(() -> tx.query("select 1 from " + name + " limit 1"))
                .chain(rows -> rows.isEmpty()
                        ? tx.update("drop table " + name).replaceWith(1)
                        : Uni.createFrom().item(0));
    }

    @Override
    public Uni<Integer> dropChunks(Tier tier, Instant before) {
        return old(tier.table(), width(tier), before)
                .chain(names -> each(
                        names,
                        name -> transactions
                                .update("drop table if exists " + name)
                                .replaceWith(1)))
                .call(() -> transactions.update(
                        "delete from " + tier.table() + "_rest where start_at < $1", before.minus(tier.chunk())));
    }

    /** The partitions that end before. */
    private Uni<List<String>> old(String table, Duration width, Instant before) {
        long first = Math.floorDiv(before.getEpochSecond(), width.toSeconds());
        return names(table)
                .map(names -> names.stream()
                        .filter(name -> Long.parseLong(name.substring(name.lastIndexOf('_') + 1)) < first)
                        .toList());
    }

    private Uni<List<String>> names(String table) {
        return transactions
                .query(PARTITIONS, table)
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    private static <T> Uni<Integer> each(List<T> all, Function<T, Uni<Integer>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .in(() -> new int[1], (sum, count) -> sum[0] += count)
                .map(sum -> sum[0]);
    }
}
