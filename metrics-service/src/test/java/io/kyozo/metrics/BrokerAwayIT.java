package io.kyozo.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.Event;
import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.testing.CountingRuntime;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.StoppableBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The broker is away for some rounds of samples, or for as many seconds as {@code kyozo.test.broker.away} says: what runs is
 * measured and judged all the same, and what was to be said and heard meanwhile is said and heard after. Our own outbox
 * stands in for the deployer's.
 */
@QuarkusTest
@TestProfile(BrokerAwayIT.Own.class)
class BrokerAwayIT {
    /** Its own broker, and nothing that other tests share. */
    public static final class Own extends MetricsTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KyozoTestResource.class, Map.of("schema", "metrics", "kafka", "false")),
                    new TestResourceEntry(StoppableBroker.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("kyozo.test.broker.away", 4));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** At an interval of a second, one sample missing and not two. */
    private static final double LONGEST_GAP = 3;

    @StoppableBroker.Stop
    Runnable stop = () -> {};

    @StoppableBroker.Start
    Runnable start = () -> {};

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    CountingRuntime runtime;

    private final Deployed deployed = Deployed.fresh();

    private Row row(String sql, Object... parameters) {
        return transactions.query(sql, parameters).await().atMost(PATIENCE).get(0);
    }

    private long samples() {
        return row("select count(*) from sample").getLong(0);
    }

    private void say(Event<?> event) {
        transactions.inTransaction(tx -> outbox.append(tx, event)).await().atMost(PATIENCE);
    }

    private void rule() {
        int added = transactions
                .update(
                        "insert into threshold_rule (id, team_id, name, metric, comparison, threshold, hold_millis,"
                                + " enabled, created_at, updated_at) values ($1, $2, 'much', 'MEMORY', 'ABOVE', 500, 0,"
                                + " true, now(), now())",
                        UUID.randomUUID(),
                        deployed.team())
                .await()
                .atMost(PATIENCE);
        assertThat(added).isEqualTo(1);
    }

    private boolean runs(String container) {
        return row("select count(*) from target where container_id = $1", container)
                        .getLong(0)
                == 1;
    }

    private long unsent() {
        return row("select count(*) from outbox where sent_at is null").getLong(0);
    }

    @Test
    void nothingIsLostAndAllIsCaughtUpWith() {
        runtime.uses("old", 1);
        runtime.uses("new", 1);
        say(deployed.event(Instant.now(), "old"));
        await().atMost(PATIENCE).until(() -> samples() >= 2);
        rule();

        stop.run();
        Instant stopped = Instant.now();
        say(deployed.event(Instant.now(), "new"));
        runtime.uses("old", 900);
        await().atMost(PATIENCE)
                .until(() -> row("select count(*) from outbox where event_type = 'METRIC_ALERT'")
                                .getLong(0)
                        == 1);
        long early = samples();
        await().atMost(AWAY.plus(PATIENCE))
                .until(() -> samples() >= early + 3
                        && Duration.between(stopped, Instant.now()).compareTo(AWAY) >= 0);
        assertThat(unsent()).isEqualTo(2);
        assertThat(runs("old")).isTrue();

        start.run();
        await().atMost(PATIENCE).until(() -> runs("new"));
        await().atMost(PATIENCE).until(() -> unsent() == 0);
        assertThat(row("select count(*) from outbox where refused_at is not null")
                        .getLong(0))
                .isZero();
        long late = samples();
        await().atMost(PATIENCE).until(() -> samples() >= late + 2);
        // Of both replicas together: one takes over where the other ends.
        assertThat(row("select max(gap) from (select extract(epoch from at - lag(at) over (order by at))::float8 as gap"
                                + " from sample) g")
                        .getDouble(0))
                .isLessThan(LONGEST_GAP);
    }
}
