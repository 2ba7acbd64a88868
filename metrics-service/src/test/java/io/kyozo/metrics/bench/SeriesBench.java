package io.kyozo.metrics.bench;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.promql.app.AnswerQuery;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.CompactSamples;
import io.kyozo.metrics.series.app.ReadSeries;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.metrics.series.app.TendSeries;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What keeping and reading samples costs, on a real database. No test: run by {@code ./kyozo bench watch series}. */
@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class SeriesBench {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ROWS_AT_ONCE = 1000;
    private static final int WRITERS = 4;
    private static final int INTERVAL = 10;
    private static final int PEER_SERVICES = 100;

    private final int services = Integer.getInteger("kyozo.bench.services", 1000);
    private final int rounds = Integer.getInteger("kyozo.bench.rounds", 360);
    private final UUID team = Uuid7.next();
    private final UUID workspace = Uuid7.next();

    @Inject
    Transactions transactions;

    @Inject
    SourceStore sources;

    @Inject
    SeriesStore store;

    @Inject
    CompactSamples compact;

    @Inject
    ReadSeries read;

    @Inject
    TendSeries tend;

    @Inject
    AnswerQuery answers;

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private static void say(String format, Object... values) {
        System.out.printf("bench: " + format + "%n", values);
    }

    @Test
    void run() throws IOException {
        Instant end = Tier.RAW.chunkOf(Instant.now().toEpochMilli());
        Instant start = end.minusSeconds((long) INTERVAL * rounds);
        done(tend.open(end.minus(Duration.ofHours(2))));
        done(tend.open(end));
        List<Source> all = sources(services);
        List<Long> ids = new ArrayList<>(done(sources.ids(all)).values());
        ingest(ids, start);
        storage("as rows, indexes included", "sample");
        long began = System.nanoTime();
        done(compact.compact(end.minus(Duration.ofMinutes(30)).plusMillis(1)));
        top(end, "half an hour not yet compressed");
        long rows = done(compact.compact(end.plusMillis(1)));
        say("compaction: all but the first half hour, %d rows, in %.1f s", rows, seconds(began));
        top(end, "all compressed");
        storage("compressed, every sample", "chunk_raw");
        storage("more for summaries of minutes, hours and days beside them", "chunk_minute", "chunk_hour", "chunk_day");
        chart(end);
        peer(start);
    }

    private List<Source> sources(int count) {
        List<Source> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID service = Uuid7.next();
            all.add(Source.usage(Uuid7.next(), service));
            done(transactions.update(
                    "insert into service (id, team_id, workspace_id, name) values ($1, $2, $3, $4)",
                    service,
                    team,
                    workspace,
                    "service-" + i));
        }
        return all;
    }

    private void ingest(List<Long> ids, Instant start) {
        List<Replica> replicas = replicas(ids.size());
        long began = System.nanoTime();
        int batches = ids.size() * rounds / ROWS_AT_ONCE;
        int perRound = ids.size();
        IntFunction<List<SampleRow>> batch = number -> {
            List<SampleRow> rows = new ArrayList<>();
            for (int i = number * ROWS_AT_ONCE; i < (number + 1) * ROWS_AT_ONCE; i++) {
                int replica = i % perRound;
                long at = start.toEpochMilli() + 1000L * INTERVAL * (i / perRound) + replica % 7;
                rows.add(new SampleRow(
                        ids.get(replica), at, replicas.get(replica).next()));
            }
            return rows;
        };
        done(Multi.createFrom()
                .range(0, batches)
                .map(batch::apply)
                .onItem()
                .transformToUni(rows -> transactions.inTransaction(tx -> store.append(tx, rows)))
                .merge(WRITERS)
                .collect()
                .last());
        double seconds = seconds(began);
        long samples = (long) batches * ROWS_AT_ONCE * Metric.values().length;
        say(
                "ingest: %d samples of %d services in %.1f s: %.0f samples/s",
                samples, services, seconds, samples / seconds);
    }

    private static List<Replica> replicas(int count) {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replicas.add(new Replica(i));
        }
        return replicas;
    }

    private void storage(String what, String... tables) {
        long bytes = 0;
        for (String table : tables) {
            bytes += done(transactions.query(
                            "select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::int8 from pg_inherits"
                                    + " where inhparent = to_regclass($1)",
                            table))
                    .get(0)
                    .getLong(0);
        }
        double samples = (double) services * rounds * Metric.values().length;
        say("storage: %.2f bytes/sample %s", bytes / samples, what);
    }

    private void top(Instant end, String state) {
        for (String query : List.of(
                "topk(10, kyozo_service_cpu)",
                "topk(10, avg_over_time(kyozo_service_cpu[1h]))",
                "topk(10, sum by (service) (kyozo_service_memory))")) {
            List<Double> millis = timed(10, () -> answers.answer(team, query, end, Duration.ofMillis(1), 1));
            say("%s, %d services, %s: median %.0f ms", query, services, state, median(millis));
        }
        Instant begin = end.minus(Duration.ofHours(1));
        List<Double> millis =
                timed(10, () -> answers.answer(team, "topk(10, kyozo_service_cpu)", begin, Duration.ofMinutes(1), 61));
        say("topk(10, kyozo_service_cpu) over an hour a minute, %s: median %.0f ms", state, median(millis));
    }

    private void chart(Instant end) {
        Source source = sources(1).get(0);
        long id = done(sources.ids(List.of(source))).get(source);
        Replica replica = new Replica(7);
        List<SampleRow> rows = new ArrayList<>();
        Instant start = end.minus(Duration.ofDays(30));
        for (Instant at = start; at.isBefore(end); at = at.plusSeconds(INTERVAL)) {
            rows.add(new SampleRow(id, at.toEpochMilli(), replica.next()));
            if (Duration.between(start, at).toMillis() % Duration.ofDays(1).toMillis() == 0) {
                Instant day = at;
                done(tend.open(day));
            }
        }
        for (int i = 0; i < rows.size(); i += ROWS_AT_ONCE) {
            List<SampleRow> some = rows.subList(i, Math.min(i + ROWS_AT_ONCE, rows.size()));
            done(transactions.inTransaction(tx -> store.append(tx, some)));
        }
        done(compact.compact(end.plusMillis(1)));
        chart(source, "30 days", start, end, Range.usualStep(start, end, Duration.ofSeconds(INTERVAL)));
        chart(source, "30 days", start, end, Duration.ofHours(1));
        chart(source, "30 days", start, end, Duration.ofMinutes(5));
        chart(source, "a day", end.minus(Duration.ofDays(1)), end, Duration.ofMinutes(5));
        chart(source, "a day", end.minus(Duration.ofDays(1)), end, Duration.ofSeconds(INTERVAL));
    }

    private void chart(Source source, String what, Instant start, Instant end, Duration step) {
        Range range = new Range(start, end, step);
        List<Double> millis = timed(30, () -> read.read(source.serviceId(), Metric.CPU, range));
        say(
                "chart of %s of one service, samples each %d s, %s a step: median %.1f ms",
                what, INTERVAL, step, median(millis));
    }

    private static <T> List<Double> timed(int times, Supplier<Uni<T>> work) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            done(work.get());
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** The same samples of some services as text that {@code promtool} makes blocks of. */
    private void peer(Instant start) throws IOException {
        String file = System.getProperty("kyozo.bench.openmetrics", "");
        if (file.isEmpty()) {
            return;
        }
        List<Replica> replicas = replicas(PEER_SERVICES);
        double[][][] values = new double[PEER_SERVICES][rounds][];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < PEER_SERVICES; i++) {
                values[i][round] = replicas.get(i).next();
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(file))) {
            for (Metric metric : Metric.values()) {
                String name = "kyozo_" + metric.id().replace('-', '_');
                out.write("# TYPE " + name + " gauge\n");
                for (int i = 0; i < PEER_SERVICES; i++) {
                    for (int round = 0; round < rounds; round++) {
                        double at = start.toEpochMilli() / 1000.0 + INTERVAL * round + i % 7 / 1000.0;
                        out.write(name + "{service=\"service-" + i + "\"} " + values[i][round][metric.ordinal()] + " "
                                + BigDecimal.valueOf(at) + "\n");
                    }
                }
            }
            out.write("# EOF\n");
        }
        say("peer: %d samples written", (long) PEER_SERVICES * rounds * Metric.values().length);
    }
}
