package io.kyozo.monitor.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.monitor.Deployed;
import io.kyozo.monitor.FakeRuntime;
import io.kyozo.monitor.health.app.KeepVigil;
import io.kyozo.monitor.slo.Served;
import io.kyozo.monitor.slo.app.ReviewBudgets;
import io.kyozo.monitor.slo.app.ServedStore;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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

    @Inject
    ServedStore served;

    private final Deployed deployed = new Deployed();
    private final Instant began = Instant.now();

    @AfterEach
    void close() {
        Deployed.send(deployed.says(List.of()));
        await().atMost(LONG).until(() -> count("select count(*) as n from probe_target") == 0);
        runtime.containers.clear();
        runtime.away = false;
        runtime.slowness = Duration.ZERO;
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
    void anEngineThatIsSlowWithAllItRunsIsOneAlert() {
        deploy(6);
        runtime.slowness = Duration.ofMillis(2100);
        String pending = "select count(*) as n from alert_watch where phase = 'PENDING' and kind = ";
        await().atMost(LONG)
                .until(() -> count(pending + "'ENGINE_DEGRADED'") == 1 && count(pending + "'DEGRADED'") == 6);
        // As if that had been seen for five minutes.
        run(transactions.update("update alert_watch set spent_millis = 300000 where kind = 'ENGINE_DEGRADED'"));
        await().atMost(LONG).until(() -> !open().isEmpty());
        assertThat(open()).containsExactly("ENGINE_DEGRADED docker engine");
        // The services' own time counts backwards meanwhile.
        await().atMost(LONG).until(() -> count(pending + "'DEGRADED' and spent_millis < 0") == 6);
    }

    @Test
    void oneThatCanNotBeHealedDoesNotKeepTheRemedyFromTheOthers() {
        deploy(2);
        UUID first = id("s0");
        run(transactions.update("alter table treatment add constraint refused check (service_id <> '" + first + "')"));
        try {
            runtime.containers.put("c0", ContainerInfo.State.PAUSED);
            await().atMost(LONG).until(() -> open().contains("DOWN s0"));
            runtime.containers.put("c1", ContainerInfo.State.PAUSED);
            await().atMost(LONG).until(() -> open().contains("DOWN s1"));
            await().atMost(LONG)
                    .until(() -> count("select count(*) as n from outbox where cast(data as text) like '%RESTART%'"
                                    + " and cast(data as text) like '%s1 does not serve%'")
                            == 1);
            assertThat(count("select count(*) as n from treatment")).isEqualTo(1);
        } finally {
            run(transactions.update("alter table treatment drop constraint refused"));
        }
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

    @Test
    void maintenanceSparesTheBudgetAndAvailabilityIsToldByTheDay() {
        deploy(0, "web");
        serve(Duration.ofMinutes(9), Duration.ZERO);
        serve(Duration.ZERO, Duration.ofMinutes(1));
        run(transactions.update("""
                insert into silence (id, team_id, service, starts_at, ends_at, maintenance, reason, created_by)
                values ($1, $2, 'web', now() - interval '1 minute', now() + interval '1 hour', true, 'work', 'me')
                """, Uuid7.next(), deployed.team));
        serve(Duration.ZERO, Duration.ofMinutes(30));
        var objective = given().auth()
                .oauth2(TestTokens.token(deployed.team, "viewer"))
                .get("/api/v1/service-objectives/" + id("web"))
                .jsonPath();
        assertThat(objective.getList("data.attributes.days")).hasSize(1);
        assertThat(objective.getDouble("data.attributes.days[0].availability")).isCloseTo(0.9, within(1e-6));
        // A minute of the 43.2 that 99.9 % of 30 days leave.
        assertThat(objective.getDouble("data.attributes.budgetLeft")).isCloseTo(1 - 1 / 43.2, within(1e-6));
    }

    private void serve(Duration good, Duration bad) {
        UUID web = id("web");
        run(transactions.inTransaction(tx -> served.add(tx, web, began, new Served(good, bad))));
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
