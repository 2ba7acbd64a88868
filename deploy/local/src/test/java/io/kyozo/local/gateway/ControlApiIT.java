package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static io.kyozo.local.gateway.GatewayFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlApiIT {
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int SWITCHES = 5;

    @TempDir
    private Path folder;

    private GatewayFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new GatewayFixture(folder, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void refusesCallersWithoutTheToken() throws Exception {
        JsonObject answer = fixture.control(HttpMethod.GET, "/control/routes", "guess", null);

        assertThat(answer.getInteger("httpStatus")).isEqualTo(401);
    }

    @Test
    void refusesABadTargetAndChangesNothing() throws Exception {
        JsonObject bad = new JsonObject().put("targets", new JsonArray().add(new JsonObject().put("id", "a")));

        JsonObject answer = fixture.control(HttpMethod.PUT, "/control/routes/" + HOST, TOKEN, bad);

        assertThat(answer.getInteger("httpStatus")).isEqualTo(400);
        assertThat(fixture.control(HttpMethod.GET, "/control/routes", TOKEN, null)
                        .getJsonArray("routes"))
                .isEmpty();
    }

    @Test
    void learnsWhereOurServicesAre() throws Exception {
        HttpServer deployer = fixture.target(request -> request.response().end("deployments"));
        JsonObject ports = new JsonObject().put("deployer", deployer.actualPort());

        fixture.control(HttpMethod.PUT, "/control/services", TOKEN, ports);

        assertThat(fixture.call(fixture.to("localhost", HttpMethod.GET, "/api/v1/deployments"), null)
                        .body())
                .isEqualTo("deployments");
    }

    @Test
    void listsWhatDrainsUntilItsLastRequestEnded() throws Exception {
        Promise<Void> release = Promise.promise();
        HttpServer slow = fixture.target(
                request -> release.future().onSuccess(go -> request.response().end("slow")));
        HttpServer quick = fixture.target(request -> request.response().end("quick"));
        fixture.route(slow);
        var waiting = fixture.send(fixture.to(HOST, HttpMethod.GET, "/"), null);
        await().until(() -> target(show(), slow).getInteger("activeConnections") == 1);

        fixture.route(quick);

        assertThat(target(show(), slow).getBoolean("draining")).isTrue();
        assertThat(fixture.call(fixture.to(HOST, HttpMethod.GET, "/"), null).body())
                .isEqualTo("quick");
        release.complete();
        assertThat(GatewayFixture.get(waiting).body()).isEqualTo("slow");
        await().until(() -> show().getJsonArray("targets").size() == 1);
    }

    @Test
    void aRemovedHostAnswersNotFound() throws Exception {
        fixture.route(fixture.target(request -> request.response().end("here")));

        fixture.control(HttpMethod.DELETE, "/control/routes/" + HOST, TOKEN, null);

        assertThat(fixture.call(fixture.to(HOST, HttpMethod.GET, "/"), null).status())
                .isEqualTo(404);
        assertThat(fixture.control(HttpMethod.GET, "/control/routes/" + HOST, TOKEN, null)
                        .getInteger("httpStatus"))
                .isEqualTo(404);
    }

    /** As a rolling update does it: new in, old out, wait until the old has drained, stop the old. */
    @Test
    void losesNoRequestWhenVersionsAreSwitchedUnderLoad() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        HttpServer old = version(0);
        fixture.route(old);
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        load.scheduleAtFixedRate(
                () -> {
                    sent.incrementAndGet();
                    fixture.send(fixture.to(HOST, HttpMethod.GET, "/"), null).onSuccess(answer -> {
                        if (answer.status() == 200) {
                            good.incrementAndGet();
                        }
                    });
                },
                0,
                1_000_000 / REQUESTS_PER_SECOND,
                TimeUnit.MICROSECONDS);

        for (int version = 1; version <= SWITCHES; version++) {
            int reached = sent.get() + REQUESTS_PER_SECOND / 2;
            await().until(() -> sent.get() >= reached);
            HttpServer next = version(version);
            fixture.route(next);
            await().until(() -> show().getJsonArray("targets").size() == 1);
            GatewayFixture.get(old.close());
            old = next;
        }
        load.shutdown();
        assertThat(load.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

        await().untilAsserted(() -> assertThat(good).hasValue(sent.get()));
        assertThat(sent).hasValueGreaterThan(SWITCHES * REQUESTS_PER_SECOND / 2);
    }

    private HttpServer version(int number) throws Exception {
        return fixture.target(request ->
                fixture.vertx.setTimer(5 + number, later -> request.response().end("version " + number)));
    }

    private JsonObject show() throws Exception {
        return fixture.control(HttpMethod.GET, "/control/routes/" + HOST, TOKEN, null);
    }

    private static JsonObject target(JsonObject route, HttpServer server) {
        return route.getJsonArray("targets").stream()
                .map(JsonObject.class::cast)
                .filter(target -> target.getInteger("port") == server.actualPort())
                .findFirst()
                .orElseThrow();
    }
}
