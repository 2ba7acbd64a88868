package io.kyozo.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.StoppableBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The broker is away for some seconds, or for as many as {@code kyozo.test.broker.away} says: what runs is probed, judged
 * and alerted of all the same; what was to be said and heard meanwhile is said and heard after, once and in order.
 */
@QuarkusTest
@TestProfile(BrokerAwayIT.Own.class)
class BrokerAwayIT {
    /** Its own broker, and nothing that other tests share. */
    public static final class Own implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KyozoTestResource.class, Map.of("schema", "monitor", "kafka", "false")),
                    new TestResourceEntry(StoppableBroker.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("kyozo.test.broker.away", 4));
    private static final Duration LONG = Duration.ofSeconds(60);

    @StoppableBroker.Stop
    Runnable stop = () -> {};

    @StoppableBroker.Start
    Runnable start = () -> {};

    @Inject
    Transactions transactions;

    @Inject
    FakeRuntime runtime;

    private final Deployed deployed = new Deployed();
    private final Probed probed = new Probed();
    private final Probed other = new Probed();

    @AfterEach
    void close() {
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> count("select count(*) as n from probe_target") == 0);
        probed.close();
        other.close();
    }

    @Test
    void nothingIsLostAndAllIsCaughtUpWith() {
        runtime.containers.put("c1", ContainerInfo.State.RUNNING);
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c1", probed.port())));
        awaitStatus("HEALTHY");
        await().atMost(LONG).until(() -> told().equals(List.of("HEALTHY")));

        stop.run();
        long stopped = System.nanoTime();
        probed.status = 503;
        awaitStatus("UNHEALTHY");
        await().atMost(LONG)
                .until(() -> count("select count(*) as n from health_alert where kind = 'DOWN' and resolved_at is null")
                        == 1);
        probed.status = 200;
        awaitStatus("HEALTHY");
        await().atMost(AWAY.plus(LONG)).until(() -> System.nanoTime() - stopped > AWAY.toNanos());
        assertThat(told()).containsExactly("HEALTHY");

        start.run();
        await().atMost(LONG).until(() -> told().size() == 3);
        assertThat(told()).containsExactly("HEALTHY", "UNHEALTHY", "HEALTHY");
        assertThat(count("select count(*) as n from outbox where refused_at is not null"))
                .isZero();
        // What the deployer says now is heard, too.
        Deployed.send(deployed.says(InstanceState.RUNNING, Deployed.http("/"), Deployed.instance("c2", other.port())));
        await().atMost(LONG).until(() -> other.requests.get() > 0);
    }

    /** What the feed was told of the service's health: it hears that from the broker, as other services do. */
    private List<String> told() {
        return transactions
                .query(
                        "select data ->> 'to' as status from feed_entry where topic = 'health-changed' and subject = $1"
                                + " order by position",
                        deployed.service)
                .await()
                .atMost(LONG)
                .stream()
                .map(row -> row.getString("status"))
                .toList();
    }

    private void awaitStatus(String wanted) {
        await().atMost(LONG)
                .until(() -> count("select count(*) as n from service_health where status = '" + wanted + "'") == 1);
    }

    private long count(String sql) {
        return transactions.query(sql).await().atMost(LONG).get(0).getLong("n");
    }
}
