package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.PartitionStore;
import io.kyozo.sql.SqlFault;
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
                                index -> make(table, width, index))
                        .replaceWithVoid());
    }

    private Uni<Integer> make(String table, Duration width, long index) {
        String name = table + "_" + index;
        Instant start = Instant.ofEpochSecond(index * width.toSeconds());
        Instant end = start.plus(width);
        String values = " for values from ('" + start + "') to ('" + end + "')";
        return transactions
                .update("create table if not exists " + name + " partition of " + table + values)
                .onFailure(failure -> SqlFault.of(failure) == SqlFault.CONSTRAINT_VIOLATION)
                .recoverWithUni(() -> transactions.inTransaction(tx -> moveInto(tx, table, name, start, end)
                        .chain(() -> tx.update("alter table " + table + " attach partition " + name + values))));
    }

    /** Rows that came before their part was there lie in the last part, and would be in its way. */
    private static Uni<Integer> moveInto(Tx tx, String table, String name, Instant start, Instant end) {
        String time = SAMPLE.equals(table) ? "at" : "start_at";
        return tx.update("set local lock_timeout = '2s'")
                .chain(() -> tx.update("lock table " + table + "_rest in access exclusive mode"))
                .chain(() -> tx.update("create table " + name + " (like " + table + " including all)"))
                .chain(() -> tx.update(
                        "with moved as (delete from " + table + "_rest where " + time + " >= $1 and " + time
                                + " < $2 returning *) insert into " + name + " select * from moved",
                        start,
                        end));
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
