package io.kyozo.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.Probed;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Probes as they are made, service and database and all. {@code -Dkyozo.spread.services=2000 -Dkyozo.spread.seconds=30}
 * is the load of one instance; the default shows that the spread is even at all.
 */
@QuarkusTest
@TestProfile(SpreadIT.Interval.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class SpreadIT {
    private static final System.Logger LOG = System.getLogger(SpreadIT.class.getName());
    private static final int SERVICES = Integer.getInteger("kyozo.spread.services", 200);
    private static final int SECONDS = Integer.getInteger("kyozo.spread.seconds", 5);
    private static final int PER_WORKSPACE = 100;
    private static final int ROUNDS = 2;
    private static final Duration LONG = Duration.ofSeconds(120);

    @Inject
    Transactions transactions;

    /** All services are asked over HTTP, on connections of their own, as replicas are. */
    private final Probed probed = new Probed();

    @AfterEach
    void close() {
        probed.close();
    }

    @Test
    void noSecondHoldsManyMoreProbesThanTheMean() {
        List<Deployed> workspaces = new ArrayList<>();
        for (int i = 0; i < SERVICES; i += PER_WORKSPACE) {
            workspaces.add(deploy(i, Math.min(SERVICES, i + PER_WORKSPACE)));
        }
        await().atMost(LONG).until(() -> healthy() == SERVICES);
        // One round, in which those that were new find their places.
        pass(SECONDS + 1);
        long from = System.currentTimeMillis() / 1000 + 1;
        pass(ROUNDS * SECONDS + 2);
        Map<Long, Long> bySecond = probed.askedAt.stream()
                .map(at -> at / 1000)
                .collect(Collectors.groupingBy(second -> second, Collectors.counting()));
        long[] looks = LongStream.range(from, from + ROUNDS * SECONDS)
                .map(second -> bySecond.getOrDefault(second, 0L))
                .toArray();
        double mean = LongStream.of(looks).average().orElseThrow();
        double fullest = LongStream.of(looks).max().orElseThrow() / mean;
        String figures = String.format(
                "%d services every %d s: %.1f probes a second, fullest second %.2f times that",
                SERVICES, SECONDS, mean, fullest);
        LOG.log(System.Logger.Level.INFO, figures);
        workspaces.forEach(workspace -> Deployed.send(workspace.says(List.of())));
        assertThat(mean).as(figures).isBetween(0.9 * SERVICES / SECONDS, 1.1 * SERVICES / SECONDS);
        assertThat(fullest).as(figures).isLessThanOrEqualTo(1.3);
    }

    private Deployed deploy(int from, int to) {
        Deployed workspace = new Deployed();
        List<ServiceState> services = new ArrayList<>();
        for (int i = from; i < to; i++) {
            services.add(new ServiceState(
                    Uuid7.next(),
                    "s" + i,
                    "web",
                    InstanceState.RUNNING,
                    null,
                    Deployed.http("/"),
                    List.of(Deployed.instance("c" + i, probed.port()))));
        }
        Deployed.send(workspace.says(services));
        return workspace;
    }

    private long healthy() {
        return transactions
                .query("select count(*) as n from service_health where status = 'HEALTHY'")
                .await()
                .atMost(LONG)
                .get(0)
                .getLong("n");
    }

    /** What is measured is what happens in that time. */
    private static void pass(int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        await().atMost(Duration.ofSeconds(seconds + 30L)).until(() -> System.nanoTime() > end);
    }

    /** Settled services are probed as seldom as the test wants it. */
    public static final class Interval implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kyozo.monitor.check.interval", SECONDS + "s");
        }
    }
}
