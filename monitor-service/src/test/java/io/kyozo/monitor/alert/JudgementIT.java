package io.kyozo.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.FakeRuntime;
import io.kyozo.monitor.health.app.KeepVigil;
import io.kyozo.monitor.slo.app.ReviewBudgets;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is judged over all services at once, on a real database. */
@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class JudgementIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    Transactions transactions;

    @Inject
    FakeRuntime runtime;

    @Inject
    KeepVigil vigil;

    @Inject
    ReviewBudgets budgets;

    private final Deployed deployed = new Deployed();

    @AfterEach
    void close() {
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> count("select count(*) as n from probe_target") == 0);
        runtime.containers.clear();
        runtime.away = false;
    }

    @Test
    void ofWhichNothingIsLearntIsAStateAndAnAlertUntilSomethingIs() {
        deploy(1);
        runtime.away = true;
        await().atMost(LONG).pollInterval(Duration.ofMillis(300)).until(() -> {
            run(vigil.look());
            return open().contains("DOWN s0");
        });
        assertThat(status()).isEqualTo("NO_DATA");
        runtime.away = false;
        await().atMost(LONG).until(() -> status().equals("HEALTHY") && open().isEmpty());
    }

    @Test
    void theMonitorsOwnSleepIsHeldAgainstNobody() {
        deploy(1);
        run(vigil.look());
        runtime.away = true;
        run(
                transactions.update(
                        "update vigil set ticked_at = ticked_at - interval '1 hour', awake_since = awake_since - interval '1 hour'"));
        run(transactions.update("update service_health set learnt_at = learnt_at - interval '1 hour'"));
        run(vigil.look());
        assertThat(status()).isEqualTo("HEALTHY");
    }

    @Test
    void anEngineThatFailsWithAllItRunsIsOneAlert() {
        deploy(6);
        IntStream.range(0, 6).forEach(i -> runtime.containers.put("c" + i, ContainerInfo.State.EXITED));
        await().atMost(LONG).until(() -> !open().isEmpty());
        assertThat(open()).containsExactly("ENGINE docker engine");
        await().atMost(LONG)
                .until(() -> count("select count(*) as n from service_health where status = 'UNHEALTHY'") == 6);
        assertThat(open()).containsExactly("ENGINE docker engine");
        IntStream.range(0, 6).forEach(i -> runtime.containers.put("c" + i, ContainerInfo.State.RUNNING));
        await().atMost(LONG).until(() -> open().isEmpty());
        assertThat(count("select count(*) as n from health_alert")).isEqualTo(1);
    }

    @Test
    void aBudgetThatBurnsFastOrSlowlyIsToldOfForAsLongAsItDoes() {
        deploy(0, "fast", "slow", "over", "fine");
        // Of an hour two minutes, the last of them just now: 33 times too fast; over six hours 5.6 times.
        served("fast", 360, 2, 0);
        // Half a second of each minute: 8.3 times too fast over every window.
        trickle("slow");
        // The same as the first, but it has served again for half an hour.
        served("over", 360, 2, 35);
        served("fine", 360, 0, 0);

        run(budgets.look());

        assertThat(open()).containsExactlyInAnyOrder("BURN_FAST fast", "BURN_SLOW slow");
        run(
                transactions.update(
                        "update served_minute set bad_millis = 0, good_millis = 60000 where minute > now() - interval '31 minutes'"));
        run(budgets.look());
        run(budgets.look());
        assertThat(open()).isEmpty();
    }

    /** So many minutes, of which {@code bad} were bad; they end {@code ago} minutes ago. */
    private void served(String service, int minutes, int bad, int ago) {
        run(transactions.update("""
                insert into served_minute (service_id, minute, good_millis, bad_millis)
                select $1, date_trunc('minute', now()) - n * interval '1 minute',
                       case when n >= $3 and n < $3 + $4 then 0 else 60000 end,
                       case when n >= $3 and n < $3 + $4 then 60000 else 0 end
                  from generate_series(0, $2 - 1) n
                on conflict (service_id, minute) do update
                   set good_millis = excluded.good_millis, bad_millis = excluded.bad_millis
                """, id(service), minutes, ago, bad));
    }

    /** In each of the last 360 minutes half a second was bad. */
    private void trickle(String service) {
        run(transactions.update("""
                insert into served_minute (service_id, minute, good_millis, bad_millis)
                select $1, date_trunc('minute', now()) - n * interval '1 minute', 59500, 500 from generate_series(0, 359) n
                """, id(service)));
    }

    private void deploy(int running, String... stopped) {
        List<ServiceState> services = new java.util.ArrayList<>();
        for (int i = 0; i < running; i++) {
            runtime.containers.put("c" + i, ContainerInfo.State.RUNNING);
            services.add(service("s" + i, InstanceState.RUNNING, "c" + i));
        }
        for (String name : stopped) {
            services.add(service(name, InstanceState.STOPPED, null));
        }
        Deployed.send(deployed.says(services));
        await().atMost(LONG)
                .until(() -> count("select count(*) as n from service_health where status = 'HEALTHY'") == running
                        && count("select count(*) as n from probe_target") == services.size());
    }

    private ServiceState service(String name, InstanceState state, @Nullable String container) {
        return new ServiceState(
                Uuid7.next(),
                name,
                "web",
                state,
                null,
                null,
                container == null ? List.of() : List.of(Deployed.instance(container, null)));
    }

    private UUID id(String service) {
        return get("select service_id as id from probe_target where service_name = '" + service + "'")
                .getUUID("id");
    }

    private String status() {
        return get("select status from service_health").getString("status");
    }

    private List<String> open() {
        return run(transactions.query(
                        "select kind || ' ' || service_name as what from health_alert where resolved_at is null"))
                .stream()
                .map(row -> row.getString("what"))
                .toList();
    }

    private long count(String sql) {
        return get(sql).getLong("n");
    }

    private io.vertx.mutiny.sqlclient.Row get(String sql) {
        return run(transactions.query(sql)).get(0);
    }

    private static <T> T run(Uni<T> work) {
        return work.await().atMost(LONG);
    }
}
