package io.kyozo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.testing.CountingRuntime;
import io.kyozo.metrics.testing.CrashingDatabase;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The database dies in the middle of storing samples, stays away for some rounds, and comes back. */
@QuarkusTest
@TestProfile(DatabaseCrashIT.Own.class)
class DatabaseCrashIT {
    /** Its own database, and nothing that other tests share. */
    public static final class Own extends MetricsTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KyozoTestResource.class, Map.of("database", "false")),
                    new TestResourceEntry(CrashingDatabase.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CRASHES = 3;
    /** At an interval of a second, one sample missing and not two. */
    private static final double LONGEST_GAP = 3;

    @CrashingDatabase.Stop
    Runnable stop = () -> {};

    @CrashingDatabase.Start
    Runnable start = () -> {};

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    CountingRuntime runtime;

    @Inject
    MeterRegistry registry;

    private final Deployed deployed = Deployed.fresh();

    private Row row(String sql) {
        return transactions.query(sql).await().atMost(PATIENCE).get(0);
    }

    private long samples() {
        return row("select count(*) from sample").getLong(0);
    }

    private double pending() {
        return registry.get("kyozo.metrics.rounds.pending").gauge().value();
    }

    @Test
    void noSampleIsMissingAndNoneThereTwice() {
        runtime.uses("a", 1);
        runtime.uses("b", 2);
        transactions
                .inTransaction(tx -> outbox.append(tx, deployed.event(Instant.now(), "a", "b")))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> samples() >= 4);
        for (int crash = 0; crash < CRASHES; crash++) {
            stop.run();
            await().atMost(PATIENCE).until(() -> pending() >= LONGEST_GAP + 1);
            start.run();
            await().atMost(PATIENCE).until(() -> pending() == 0);
        }
        long kept = samples();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> samples() >= kept + 4);
        Row gaps = row("""
            select max(gap) as longest, min(gap) as shortest, count(distinct source_id) as sources
            from (select source_id, extract(epoch from at - lag(at) over (partition by source_id order by at))::float8
              as gap from sample where source_id in (select id from source where service_id = '%s')) g
            """.formatted(deployed.service()));
        assertThat(gaps.getLong("sources")).isEqualTo(2);
        assertThat(gaps.getDouble("longest")).isLessThan(LONGEST_GAP);
        assertThat(gaps.getDouble("shortest")).isGreaterThan(0.2);
        assertThat(registry.get("kyozo.metrics.rounds.lost").functionCounter().count())
                .isZero();
    }
}
