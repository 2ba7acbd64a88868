package io.kyozo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.capacity.app.WatchCapacity;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.SampleRow;
import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month of a service's hours: what is said of it, and that it is said once. */
@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class CapacityWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MEMORY = 200L << 20;

    @Inject
    Transactions transactions;

    @Inject
    SourceStore sources;

    @Inject
    SeriesStore series;

    @Inject
    WatchCapacity capacity;

    private final Deployed deployed = Deployed.fresh();
    private final UUID replica = Uuid7.next();
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @BeforeEach
    void run() {
        int added = done(transactions.update(
                "insert into service (id, team_id, workspace_id, name) values ($1, $2, $3, 'api')",
                deployed.service(),
                deployed.team(),
                deployed.workspace()));
        added += done(transactions.update(
                "insert into target (instance_id, service_id, workspace_id, container_id) values ($1, $2, $3, 'none')",
                replica,
                deployed.service(),
                deployed.workspace()));
        assertThat(added).isEqualTo(2);
    }

    /** A sample each hour, of the last 30 days; the hour that runs now has one already. */
    private void month(ToDoubleFunction<Integer> cpuByHoursAgo) {
        Source source = Source.usage(replica, deployed.service());
        long id = done(sources.ids(List.of(source))).get(source);
        List<SampleRow> rows = new ArrayList<>();
        for (int ago = 0; ago < 29 * 24; ago++) {
            Instant at = hour.minus(Duration.ofHours(ago));
            Map<Metric, Double> values =
                    Map.of(Metric.CPU, cpuByHoursAgo.applyAsDouble(ago), Metric.MEMORY, (double) MEMORY);
            rows.add(new SampleRow(
                    id,
                    at.toEpochMilli(),
                    Sample.of(replica, deployed.service(), at, values).values()));
        }
        forget();
        done(transactions.inTransaction(tx -> series.append(tx, rows)));
    }

    /** Whatever was compressed of it meanwhile goes too: there are no partitions for a time so long ago. */
    @AfterEach
    void forget() {
        for (String table : List.of("sample", "chunk_raw", "chunk_minute", "chunk_hour", "chunk_day")) {
            assertThat(done(transactions.update(
                            "delete from " + table
                                    + " where source_id in (select id from source where service_id = $1)",
                            deployed.service())))
                    .isNotNegative();
        }
    }

    private List<JsonObject> said(String type) {
        return done(transactions.query(
                        "select data::text as data from outbox where event_type = $1 and subject = $2 order by position",
                        type,
                        deployed.service()))
                .stream()
                .map(row -> new JsonObject(row.getString("data")))
                .toList();
    }

    @Test
    void adviceIsGivenWithWhatItRestsOnAndAgainOnlyWhereItChanges() {
        month(ago -> 0.4);
        done(capacity.watch());
        done(capacity.watch());
        assertThat(said("RESIZE_ADVISED")).singleElement().satisfies(advice -> {
            assertThat(advice.getDouble("cpuCores")).isEqualTo(0.5);
            assertThat(advice.getLong("memoryBytes")).isEqualTo(256L << 20);
            assertThat(advice.getDouble("cpuP95")).isEqualTo(0.4);
            assertThat(advice.getInteger("hours")).isEqualTo(29 * 24);
            assertThat(advice.getInteger("replicas")).isEqualTo(1);
            assertThat(Instant.parse(advice.getString("from"))).isBefore(hour.minus(Duration.ofDays(28)));
        });
        month(ago -> 0.8);
        done(capacity.watch());
        assertThat(said("RESIZE_ADVISED"))
                .extracting(advice -> advice.getDouble("cpuCores"))
                .containsExactly(0.5, 1.0);
    }

    @Test
    void aRunOfUnusualHoursIsOneAlertUntilItIsOver() {
        month(ago -> ago < 4 ? 3 : 0.4);
        done(capacity.watch());
        done(capacity.watch());
        List<JsonObject> alerts = said("METRIC_ALERT");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.getString("metric")).isEqualTo("cpu");
            assertThat(alert.getString("state")).isEqualTo("FIRING");
            assertThat(alert.getDouble("value")).isEqualTo(3);
            assertThat(alert.getDouble("threshold")).isBetween(0.4, 3.0);
        });
        month(ago -> 0.4);
        done(capacity.watch());
        assertThat(said("METRIC_ALERT")).hasSize(2).last().satisfies(alert -> {
            assertThat(alert.getString("state")).isEqualTo("RESOLVED");
            assertThat(alert.getString("alertId")).isEqualTo(alerts.get(0).getString("alertId"));
        });
    }

    @Test
    void oneOddHourIsNoAlert() {
        month(ago -> ago == 1 ? 3 : 0.4);
        done(capacity.watch());
        assertThat(said("METRIC_ALERT")).isEmpty();
    }
}
