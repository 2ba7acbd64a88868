package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kyozo.local.LaunchFailure;
import io.kyozo.local.part.Ports;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverIT {
    private static final int REQUESTS_PER_SECOND = 200;

    @TempDir
    private Path folder;

    /** The next one takes the port over from a table that the first has written. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNoRequestWhenOneGatewayFollowsAnother(boolean connectionsStayOpen) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture(folder, Map.of())) {
            fixture.route(fixture.target(request ->
                    fixture.vertx.setTimer(5, later -> request.response().end("here"))));
            HttpClient client = fixture.vertx.createHttpClient(
                    new HttpClientOptions().setMaxPoolSize(200).setKeepAlive(connectionsStayOpen));
            AtomicInteger sent = new AtomicInteger();
            AtomicInteger answered = new AtomicInteger();
            List<String> failures = new CopyOnWriteArrayList<>();
            ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
            load.scheduleAtFixedRate(
                    () -> {
                        sent.incrementAndGet();
                        fixture.onLoop(() -> client.request(fixture.to(HOST, HttpMethod.GET, "/"))
                                        .compose(request -> request.send())
                                        .compose(response -> response.body()))
                                .onFailure(failure -> failures.add(String.valueOf(failure)))
                                .onComplete(done -> answered.incrementAndGet());
                    },
                    0,
                    1_000_000 / REQUESTS_PER_SECOND,
                    TimeUnit.MICROSECONDS);
            await().until(() -> answered.get() > REQUESTS_PER_SECOND / 2);

            try (Gateway next = another(fixture.port)) {
                fixture.gateway.leave(Duration.ofSeconds(10));
                fixture.gateway.close();
                int reached = sent.get() + REQUESTS_PER_SECOND;
                await().until(() -> sent.get() >= reached);
                load.shutdown();
                assertThat(load.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
                await().until(() -> answered.get() == sent.get());
            }
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void doesNotShareAPortThatItWasNotGiven() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture(folder, Map.of())) {
            assertThatThrownBy(() -> Gateway.requireFree("127.0.0.1", fixture.port))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("choose another one with --port");
        }
        Gateway.requireFree("127.0.0.1", Ports.free());
    }

    private Gateway another(int port) throws Exception {
        RouteTable routes = RouteTable.restore(new RouteStore(folder.resolve("routes.json")));
        return Gateway.start(
                "127.0.0.1", port, Ports.free(), GatewayFixture.TOKEN, new ServiceTable(Map.of()), routes, () -> {});
    }
}
