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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
        top(end);
        long rows = done(compact.compact(end.plusMillis(1)));
        say("compaction: all but the first half hour, %d rows, in %.1f s", rows, seconds(began));
        storage("compressed, every sample", "chunk_raw");
        storage(
                "compressed, summaries of minutes, hours and days beside them",
                "chunk_minute",
                "chunk_hour",
                "chunk_day");
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

    private void top(Instant end) {
        List<Double> millis = timed(
                10,
                () -> answers.answer(
                        team, "topk(10, avg_over_time(kyozo_service_cpu[1h]))", end, Duration.ofMillis(1), 1));
        say(
                "top 10 of %d services over an hour, half of it not yet compressed: median %.0f ms",
                services, median(millis));
    }

    private void chart(Instant end) {
        Source source = sources(1).get(0);
        long id = done(sources.ids(List.of(source))).get(source);
        Replica replica = new Replica(7);
        List<SampleRow> rows = new ArrayList<>();
        Instant start = end.minus(Duration.ofDays(30));
        for (Instant at = start; at.isBefore(end); at = at.plusSeconds(60)) {
            rows.add(new SampleRow(id, at.toEpochMilli(), replica.next()));
        }
        for (int i = 0; i < rows.size(); i += ROWS_AT_ONCE) {
            List<SampleRow> some = rows.subList(i, Math.min(i + ROWS_AT_ONCE, rows.size()));
            done(transactions.inTransaction(tx -> store.append(tx, some)));
        }
        done(compact.compact(end.plusMillis(1)));
        Range month = new Range(start, end, Range.usualStep(start, end, Duration.ofSeconds(INTERVAL)));
        List<Double> millis = timed(30, () -> read.read(source.serviceId(), Metric.CPU, month));
        say("chart of 30 days of one service, %s a step: median %.1f ms", month.step(), median(millis));
        Range day = new Range(end.minus(Duration.ofDays(1)), end, Duration.ofMinutes(5));
        say(
                "chart of a day in 5 minutes: median %.1f ms",
                median(timed(30, () -> read.read(source.serviceId(), Metric.CPU, day))));
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

    /** A replica that behaves as one does: some idle, some busy, memory in pages, a restart now and then. */
    private static final class Replica {
        private final Random random;
        private final double busy;
        private double memory;
        private long restarts;

        Replica(int seed) {
            random = new Random(seed);
            busy = seed % 3 == 0 ? 0.002 : 0.3 * random.nextDouble();
            memory = 4096.0 * (10_000 + random.nextInt(50_000));
        }

        double[] next() {
            double[] values = new double[Metric.values().length];
            Arrays.fill(values, 0);
            double load = Math.max(0, busy * (1 + 0.3 * random.nextGaussian()));
            boolean idle = busy < 0.01;
            memory = Math.max(4096.0 * 1000, memory + (idle ? 0 : 4096.0 * Math.rint(20 * random.nextGaussian())));
            restarts += random.nextInt(5000) == 0 ? 1 : 0;
            values[Metric.CPU.ordinal()] = Math.rint(load * 1e6) / 1e6;
            values[Metric.MEMORY.ordinal()] = memory;
            values[Metric.NETWORK_RECEIVE.ordinal()] = Math.rint(load * 200_000 * (1 + 0.1 * random.nextGaussian()));
            values[Metric.NETWORK_SEND.ordinal()] = Math.rint(load * 900_000 * (1 + 0.1 * random.nextGaussian()));
            values[Metric.DISK_WRITE.ordinal()] = random.nextInt(5) == 0 ? 4096 * random.nextInt(50) / 10 : 0;
            values[Metric.PIDS.ordinal()] = 12 + (idle ? 0 : random.nextInt(2));
            values[Metric.MEMORY_CACHE.ordinal()] = 4096.0 * 3000;
            values[Metric.MEMORY_LIMIT.ordinal()] = 512 << 20;
            values[Metric.RESTARTS.ordinal()] = restarts;
            values[Metric.DISK_USED.ordinal()] = 48_000_000;
            values[Metric.REQUESTS.ordinal()] = Math.rint(load * 1000) / 10;
            values[Metric.RESPONSE_TIME.ordinal()] = Math.rint(20_000 * (1 + 0.2 * random.nextGaussian())) / 1e6;
            values[Metric.PROBE_TIME.ordinal()] = Math.rint(3_000 * (1 + 0.2 * random.nextGaussian())) / 1e6;
            return values;
        }
    }
}
