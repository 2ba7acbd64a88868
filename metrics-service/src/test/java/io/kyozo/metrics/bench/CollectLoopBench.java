package io.kyozo.metrics.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What sampling costs with all that belongs to it. Replicas share the containers there are; each has its own files open.
 * No test: run by {@code ./kyozo bench watch collect}.
 */
@QuarkusTest
@TestProfile(CollectLoopBench.EveryFiveSeconds.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class CollectLoopBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REPLICAS = 200;
    private static final int INTERVAL = 5;
    private static final int ROUNDS = 12;

    @Inject
    Transactions transactions;

    /** The interval that the figure is about. */
    public static class EveryFiveSeconds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kyozo.metrics.series.interval",
                    INTERVAL + "s",
                    "kyozo.runtime.kind",
                    "docker",
                    "kyozo.runtime.docker.host",
                    System.getProperty("kyozo.bench.engine", ""));
        }
    }

    private record Spent(double service, double database) {}

    @Test
    void run() {
        Spent idle = spent(4);
        List<CollectBench.Container> containers = CollectBench.containers();
        UUID service = Uuid7.next();
        UUID workspace = Uuid7.next();
        update("insert into service (id, team_id, workspace_id, name) values ($1, $2, $2, 'web')", service, workspace);
        for (int i = 0; i < REPLICAS; i++) {
            update(
                    "insert into target (instance_id, service_id, workspace_id, container_id) values ($1, $2, $3, $4)",
                    Uuid7.next(),
                    service,
                    workspace,
                    containers.get(i % containers.size()).id());
        }
        awaitSamples(REPLICAS * 4L);
        Spent warm = spent(ROUNDS);
        long before = samples();
        Spent busy = spent(ROUNDS);
        assertThat(samples() - before).isBetween((ROUNDS - 1L) * REPLICAS, (ROUNDS + 1L) * REPLICAS);
        System.out.printf(
                "bench: collect: %d replicas each %d s, scheduled, read and stored: %.2f %% of a core in the service"
                        + " (%.2f %% a minute before, %.2f %% with no replica), %.2f %% in the database (%.2f %% with none)%n",
                REPLICAS, INTERVAL, busy.service(), warm.service(), idle.service(), busy.database(), idle.database());
    }

    private void update(String sql, Object... parameters) {
        int changed = transactions.update(sql, parameters).await().atMost(PATIENCE);
        assertThat(changed).isEqualTo(1);
    }

    private long number(String sql) {
        return transactions.query(sql).await().atMost(PATIENCE).get(0).getLong(0);
    }

    private long samples() {
        return number("select count(*) from sample");
    }

    private void awaitSamples(long count) {
        await().atMost(PATIENCE).until(() -> samples() >= count);
    }

    /** Per cent of a core, over some rounds. */
    private Spent spent(int rounds) {
        long postmaster =
                ProcessorTime.parent(Path.of("/proc", Long.toString(number("select pg_backend_pid()::int8"))));
        Duration time = Duration.ofSeconds((long) rounds * INTERVAL);
        long service = ProcessorTime.own();
        long database = ProcessorTime.ofFamily(postmaster);
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
        double percent = 100.0 / time.toNanos();
        return new Spent(
                (ProcessorTime.own() - service) * percent, (ProcessorTime.ofFamily(postmaster) - database) * percent);
    }
}
