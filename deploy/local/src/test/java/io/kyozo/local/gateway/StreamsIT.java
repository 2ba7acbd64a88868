package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays open: server-sent events and WebSockets. */
class StreamsIT {
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
    void sendsEachServerSentEventAsItComes() throws Exception {
        AtomicReference<HttpServerRequest> stream = new AtomicReference<>();
        HttpServer events = fixture.target(request -> {
            stream.set(request);
            request.response().putHeader("Content-Type", "text/event-stream").setChunked(true);
            request.response().write("data: 1\n\n");
        });
        fixture.route(events);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());

        var unused = fixture.onLoop(() -> fixture.client
                .request(fixture.to(HOST, HttpMethod.GET, "/"))
                .compose(request -> request.send())
                .onSuccess(response -> response.handler(chunk -> seen.add(chunk.toString()))));

        await().until(() -> seen.equals(List.of("data: 1\n\n")));
        stream.get().response().write("data: 2\n\n");
        await().until(() -> seen.equals(List.of("data: 1\n\n", "data: 2\n\n")));
        assertThat(fixture.activeConnections()).isEqualTo(1);
        fixture.client.close();
        await().untilAsserted(() -> assertThat(fixture.activeConnections()).isZero());
    }

    @Test
    void tunnelsWebSocketsAndCountsThem() throws Exception {
        HttpServer echo = GatewayFixture.get(fixture.vertx
                .createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("got " + text)))
                .listen(0, "127.0.0.1"));
        fixture.route(echo);
        Promise<String> answer = Promise.promise();

        WebSocket socket = GatewayFixture.get(fixture.vertx
                .createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(fixture.port)
                        .setURI("/live")
                        .putHeader("Host", HOST)));
        socket.textMessageHandler(answer::tryComplete);
        GatewayFixture.get(socket.writeTextMessage("hello"));

        assertThat(GatewayFixture.get(answer.future())).isEqualTo("got hello");
        assertThat(fixture.activeConnections()).isEqualTo(1);
        GatewayFixture.get(socket.close());
        await().untilAsserted(() -> assertThat(fixture.activeConnections()).isZero());
    }

    @Test
    void passesOnThatAnUpgradeWasRefused() throws Exception {
        HttpServer refuses =
                fixture.target(request -> request.response().setStatusCode(403).end("no"));
        fixture.route(refuses);

        GatewayFixture.Answer answer = fixture.call(
                fixture.to(HOST, HttpMethod.GET, "/")
                        .putHeader("Connection", "Upgrade")
                        .putHeader("Upgrade", "websocket"),
                null);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("no");
    }

    @Test
    void servesARequestThatOffersHttp2AsItIs() throws Exception {
        HttpServer echo = fixture.target(request ->
                request.body().onSuccess(body -> request.response().end(request.getHeader("Upgrade") + " " + body)));
        fixture.route(echo);

        GatewayFixture.Answer answer = fixture.call(
                fixture.to(HOST, HttpMethod.POST, "/")
                        .putHeader("Connection", "Upgrade, HTTP2-Settings")
                        .putHeader("Upgrade", "h2c")
                        .putHeader("HTTP2-Settings", "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"),
                Buffer.buffer("hello"));

        assertThat(answer.body()).isEqualTo("null hello");
    }
}
