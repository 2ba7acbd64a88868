package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Samples in plain SQL. A partition's name is made of its day alone, so none is ever named by anybody else. */
@ApplicationScoped
class PgSeriesStore implements SeriesStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PARTITION = "sample_";

    private static final String APPEND = """
            insert into sample (instance_id, service_id, at, cpu, memory_bytes, memory_limit_bytes, network_rx,
              network_tx, disk_read, disk_write, pids)
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::float8[], $5::int8[], $6::int8[],
              $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::int4[])
            on conflict do nothing
            """;

    /** A replica's samples are averaged within a step, then the replicas are added up. */
    private static final String READ = """
            select step, sum(average) as average, sum(low) as low, sum(high) as high, sum(latest) as latest
            from (
              select date_bin(make_interval(secs => $4), at, timestamptz '2000-01-01T00:00:00Z') as step, instance_id,
                avg(%1$s)::float8 as average, min(%1$s)::float8 as low, max(%1$s)::float8 as high,
                ((array_agg(%1$s order by at desc))[1])::float8 as latest
              from sample where service_id = $1 and at >= $2 and at < $3 and %1$s is not null
              group by 1, 2) as replica
            group by step order by step
            """;

    private static final String PARTITIONS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'sample'::regclass order by 1
            """;

    private final Transactions transactions;

    PgSeriesStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> append(Tx tx, List<Sample> samples) {
        return samples.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.update(APPEND, SampleColumns.of(samples)).replaceWithVoid();
    }

    @Override
    public Uni<Series> read(UUID serviceId, Metric metric, Range range) {
        double seconds = range.step().toMillis() / 1000.0;
        return transactions
                .query(READ.formatted(metric.column()), serviceId, range.from(), range.to(), seconds)
                .map(rows -> rows.stream().map(PgSeriesStore::point).toList())
                .map(points -> new Series(metric, range, points));
    }

    private static Series.Point point(Row row) {
        return new Series.Point(
                row.getOffsetDateTime("step").toInstant(),
                row.getDouble("average"),
                row.getDouble("low"),
                row.getDouble("high"),
                row.getDouble("latest"));
    }

    @Override
    public Uni<Void> openDays(LocalDate first, LocalDate last) {
        return Multi.createFrom()
                .iterable(first.datesUntil(last.plusDays(1)).toList())
                .onItem()
                .transformToUniAndConcatenate(day -> transactions.update(open(day)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String open(LocalDate day) {
        return "create table if not exists " + PARTITION + DAY.format(day) + " partition of sample for values from ('"
                + day + "T00:00:00Z') to ('" + day.plusDays(1) + "T00:00:00Z')";
    }

    @Override
    public Uni<Integer> dropDaysBefore(LocalDate first) {
        return transactions
                .query(PARTITIONS)
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
                .onItem()
                .transformToMulti(names -> Multi.createFrom().iterable(names))
                .filter(name -> name.compareTo(PARTITION + DAY.format(first)) < 0)
                .onItem()
                .transformToUniAndConcatenate(name -> transactions.update("drop table if exists " + name))
                .collect()
                .asList()
                .map(List::size);
    }
}
