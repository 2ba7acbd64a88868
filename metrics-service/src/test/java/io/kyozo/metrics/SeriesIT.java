package io.kyozo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.promql.app.AnswerQuery;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Range;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Series;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.Tier;
import io.kyozo.metrics.series.app.CompactSamples;
import io.kyozo.metrics.series.app.PartitionStore;
import io.kyozo.metrics.series.app.ReadSeries;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.metrics.series.app.TendSeries;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Samples in a real database: written, compressed, read. */
@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class SeriesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HOURS = 5;

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

    @Inject
    PartitionStore partitions;

    private final UUID service = Uuid7.next();
    private final UUID one = Uuid7.next();
    private final UUID two = Uuid7.next();
    private final Instant now = Tier.HOUR.chunkOf(Instant.now().toEpochMilli()).minus(Duration.ofHours(1));

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private List<SampleRow> rows(UUID instance, double offset) {
        Source source = Source.usage(instance, service);
        long id = done(sources.ids(List.of(source))).get(source);
        List<SampleRow> rows = new ArrayList<>();
        for (Instant at = now.minus(Duration.ofHours(HOURS)); at.isBefore(now); at = at.plusSeconds(30)) {
            double[] values = Sample.of(
                            instance,
                            service,
                            at,
                            Map.of(Metric.CPU, offset + at.getEpochSecond() % 600, Metric.MEMORY, 4096.0))
                    .values();
            rows.add(new SampleRow(id, at.toEpochMilli(), values));
        }
        return rows;
    }

    private void append(List<SampleRow> rows) {
        done(transactions.inTransaction(tx -> store.append(tx, rows)));
    }

    private Series series(Metric metric, Duration step) {
        return done(read.read(service, metric, new Range(now.minus(Duration.ofHours(HOURS)), now, step)));
    }

    private long count(String table) {
        return done(transactions.query("select count(*) from " + table)).get(0).getLong(0);
    }

    @Test
    void whatIsReadIsTheSameBeforeAndAfterCompaction() {
        append(rows(one, 0));
        append(rows(two, 0.5));
        List<Series> before = List.of(
                series(Metric.CPU, Duration.ofSeconds(30)),
                series(Metric.CPU, Duration.ofMinutes(5)),
                series(Metric.MEMORY, Duration.ofHours(1)));
        assertThat(before.get(0).points()).hasSize(HOURS * 120);
        assertThat(before.get(2).points())
                .hasSize(HOURS)
                .allSatisfy(point -> assertThat(point.average()).isEqualTo(8192));
        assertThat(done(compact.compact(now))).isEqualTo(2 * HOURS * 120);
        assertThat(count("sample where source_id in (select id from source where service_id = '" + service + "')"))
                .isZero();
        assertThat(series(Metric.CPU, Duration.ofSeconds(30))).isEqualTo(before.get(0));
        assertThat(series(Metric.MEMORY, Duration.ofHours(1))).isEqualTo(before.get(2));
        List<Series.Point> minutes = series(Metric.CPU, Duration.ofMinutes(5)).points();
        assertThat(minutes).hasSize(HOURS * 12);
        for (int i = 0; i < minutes.size(); i++) {
            assertThat(minutes.get(i).average())
                    .isCloseTo(before.get(1).points().get(i).average(), within(0.01));
        }
    }

    /** By each sample, and by the summaries of hours. */
    @Test
    void nowIsComparedWithLastWeek() {
        UUID team = Uuid7.next();
        Duration week = Duration.ofDays(7);
        assertThat(done(transactions.update(
                        "insert into service (id, team_id, workspace_id, name) values ($1, $2, $2, 'api')",
                        service,
                        team)))
                .isEqualTo(1);
        done(tend.open(now.minus(week)));
        List<SampleRow> rows = rows(one, 1);
        append(rows);
        append(rows.stream()
                .map(row -> new SampleRow(
                        row.sourceId(),
                        row.time() - week.toMillis(),
                        Arrays.stream(row.values()).map(value -> value / 2).toArray()))
                .toList());
        assertThat(done(compact.compact(now))).isEqualTo(2 * HOURS * 120);
        String question = "avg_over_time(kyozo_service_cpu[4h]) / avg_over_time(kyozo_service_cpu[4h] offset 1w)";
        for (Duration step : List.of(Duration.ofMillis(1), Duration.ofHours(1))) {
            assertThat(done(answers.answer(team, question, now, step, 1)).lines())
                    .as(step.toString())
                    .singleElement()
                    .satisfies(line -> assertThat(line.values()[0]).isCloseTo(2, within(1e-3)));
        }
    }

    @Test
    void samplesThatComeTwiceOrLateAreKeptOnce() {
        List<SampleRow> all = rows(one, 0);
        append(all.subList(0, 400));
        append(all.subList(100, 300));
        assertThat(done(compact.compact(now))).isEqualTo(400);
        append(all);
        assertThat(series(Metric.CPU, Duration.ofSeconds(30)).points()).hasSize(all.size());
        assertThat(done(compact.compact(now))).isEqualTo(all.size());
        assertThat(series(Metric.CPU, Duration.ofSeconds(30)).points()).hasSize(all.size());
        assertThat(series(Metric.CPU, Duration.ofHours(1)).points())
                .allSatisfy(point -> assertThat(point.max()).isEqualTo(570));
    }

    @Test
    void aDamagedChunkTakesOnlyItsOwnTimeAway() {
        append(rows(one, 0));
        assertThat(done(compact.compact(now))).isPositive();
        int damaged = done(transactions.update(
                "update chunk_raw set data = '\\x07'::bytea where start_at = $1"
                        + " and source_id in (select id from source where service_id = $2)",
                now.minus(Duration.ofMinutes(30)),
                service));
        assertThat(damaged).isEqualTo(1);
        assertThat(series(Metric.CPU, Duration.ofSeconds(30)).points()).hasSize(HOURS * 120 - 60);
    }

    /** As when a clock was an hour ahead for a while: the half hour was closed, and its part taken away. */
    @Test
    void whatCameBeforeItsPartitionIsMovedIntoItOnceThatIsMade() {
        Instant half = Tier.RAW.chunkOf(Instant.now().toEpochMilli()).plus(Duration.ofDays(3));
        List<SampleRow> all = rows(one, 0).subList(0, 20);
        long first = all.get(0).time();
        append(all.stream()
                .map(row -> new SampleRow(row.sourceId(), half.toEpochMilli() + row.time() - first, row.values()))
                .toList());
        String ours = " where source_id in (select id from source where service_id = '" + service + "')";
        assertThat(count("sample_rest" + ours)).isEqualTo(20);
        done(partitions.openSamples(half, half.plusSeconds(1)));
        assertThat(count("sample_rest" + ours)).isZero();
        assertThat(count("sample_" + half.getEpochSecond() / Tier.RAW.chunk().toSeconds() + ours))
                .isEqualTo(20);
        append(List.of(new SampleRow(
                all.get(0).sourceId(), half.toEpochMilli() + 1, all.get(0).values())));
        assertThat(count("sample" + ours)).isEqualTo(21);
        assertThat(done(transactions.update("insert into chunk_raw values (1, $1, '\\x00'::bytea)", half)))
                .isEqualTo(1);
        assertThat(count("chunk_raw_rest")).isEqualTo(1);
        done(partitions.openChunks(Tier.RAW, half, half.plusSeconds(1)));
        assertThat(count("chunk_raw_rest")).isZero();
        assertThat(count("chunk_raw where source_id = 1")).isEqualTo(1);
    }

    @Test
    void partitionsAreMadeAheadAndDroppedPastTheirTime() {
        done(tend.open(now.minus(Duration.ofDays(40))));
        append(rows(one, 0));
        assertThat(done(compact.compact(now))).isPositive();
        assertThat(done(partitions.dropEmptySamples(now.minus(Duration.ofDays(1)))))
                .isPositive();
        assertThat(done(partitions.dropChunks(Tier.RAW, now.minus(Duration.ofDays(30)))))
                .isPositive();
        assertThat(series(Metric.CPU, Duration.ofSeconds(30)).points()).hasSize(HOURS * 120);
        done(tend.tend(Instant.now()));
        assertThat(series(Metric.CPU, Duration.ofSeconds(30)).points()).hasSize(HOURS * 120);
    }
}
