package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.local.part.Ports;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayIT {
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
    void passesRequestAndAnswerOnAndTellsWhoAsked() throws Exception {
        HttpServer echo = fixture.target(request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(201)
                        .putHeader("X-Answer", "yes")
                        .end(request.method() + " " + request.uri() + " " + request.getHeader("Host") + " "
                                + request.getHeader("X-Forwarded-For") + " " + request.getHeader("X-Forwarded-Proto")
                                + " "
                                + request.getHeader("X-Secret-Hop") + " " + body)));
        fixture.route(echo);

        GatewayFixture.Answer answer = fixture.call(
                fixture.to(HOST, HttpMethod.POST, "/a/b?c=d")
                        .putHeader("Connection", "X-Secret-Hop")
                        .putHeader("X-Secret-Hop", "1"),
                Buffer.buffer("hello"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().getHeader("X-Answer")).isEqualTo("yes");
        assertThat(answer.body())
                .isEqualTo("POST /a/b?c=d " + HOST + ":" + fixture.port + " 127.0.0.1 http null hello");
    }

    @Test
    void streamsLargeBodiesBothWays() throws Exception {
        HttpServer echo = fixture.target(request -> {
            request.response().setChunked(true);
            request.pipeTo(request.response());
        });
        fixture.route(echo);
        Buffer large = Buffer.buffer(new byte[8 * 1024 * 1024]);

        GatewayFixture.Answer answer = fixture.call(fixture.to(HOST, HttpMethod.POST, "/"), large);

        assertThat(answer.body()).hasSize(large.length());
    }

    @Test
    void answersAnUnknownHostWithAProblemAndABrowserWithAPage() throws Exception {
        GatewayFixture.Answer problem = fixture.call(fixture.to("no.such.localhost", HttpMethod.GET, "/"), null);
        GatewayFixture.Answer page = fixture.call(
                fixture.to("no.such.localhost", HttpMethod.GET, "/").putHeader("Accept", "text/html"), null);

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.response().getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(problem.body()).getString("detail")).contains("no.such.localhost");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).startsWith("<!doctype html>").contains("no.such.localhost");
    }

    @Test
    void triesTheNextTargetWhereOneRefusesWhateverTheMethod() throws Exception {
        HttpServer alive = fixture.target(request -> request.response().end("alive"));
        fixture.route(List.of(Ports.free(), alive.actualPort(), Ports.free()));

        for (int i = 0; i < 6; i++) {
            assertThat(fixture.call(fixture.to(HOST, HttpMethod.POST, "/"), Buffer.buffer("x"))
                            .body())
                    .isEqualTo("alive");
        }
    }

    @Test
    void answersBadGatewayWhereNoTargetTakesTheRequest() throws Exception {
        fixture.route(List.of(Ports.free()));

        GatewayFixture.Answer answer = fixture.call(fixture.to(HOST, HttpMethod.GET, "/"), null);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("KYZ-GAT-0001");
    }

    @Test
    void repeatsAnIdempotentRequestWhoseConnectionBrokeButNoOther() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer breaksFirst = fixture.target(request -> {
            if (asked.incrementAndGet() == 1) {
                request.connection().close();
            } else {
                request.response().end("second");
            }
        });
        fixture.route(breaksFirst);

        assertThat(fixture.call(fixture.to(HOST, HttpMethod.GET, "/"), null).body())
                .isEqualTo("second");
        asked.set(0);
        assertThat(fixture.call(fixture.to(HOST, HttpMethod.POST, "/"), Buffer.buffer("x"))
                        .status())
                .isEqualTo(502);
        assertThat(asked).hasValue(1);
    }

    @Test
    void givesUpWhereATargetEndsInTheMiddleOfARequest() throws Exception {
        try (ServerSocket ends = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ends.setSoTimeout(20_000);
            fixture.route(List.of(ends.getLocalPort()));
            var answer = fixture.send(fixture.to(HOST, HttpMethod.GET, "/"), null);
            try (Socket connection = ends.accept()) {
                assertThat(connection.getInputStream().read()).isPositive();
                ends.close();
            }

            assertThat(GatewayFixture.get(answer).status()).isEqualTo(502);
        }
    }

    /** As one that has no time to accept connections, and whose queue of them is full. */
    @Test
    void comesBackToATargetThatHasItsHandsFull() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            busy.setSoTimeout(20_000);
            List<Socket> queue = fill(busy);
            RouteTable routes = routes(busy.getLocalPort());
            int port = narrowGateway(routes, Promise.promise());
            var answer = fixture.send(fixture.to(HOST, HttpMethod.POST, "/").setPort(port), Buffer.buffer("x"));
            await().until(() -> status(routes).counts().errors() > 0);
            for (Socket waiting : queue) {
                waiting.close();
                busy.accept().close();
            }
            try (Socket connection = busy.accept()) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere".getBytes(US_ASCII));
                assertThat(GatewayFixture.get(answer).body()).isEqualTo("here");
            }
        }
    }

    /** The connections that it takes until it takes no more. */
    private static List<Socket> fill(ServerSocket busy) throws IOException {
        List<Socket> queue = new ArrayList<>();
        while (true) {
            Socket next = new Socket();
            try {
                next.connect(busy.getLocalSocketAddress(), 300);
                queue.add(next);
            } catch (SocketTimeoutException full) {
                next.close();
                return queue;
            }
        }
    }

    @Test
    void breaksOffAnAnswerThatItsTargetCutShort() throws Exception {
        HttpServer cuts = fixture.target(request -> {
            request.response().setChunked(true).write("first half");
            fixture.vertx.setTimer(100, later -> request.connection().close());
        });
        fixture.route(cuts);

        var answer = fixture.send(fixture.to(HOST, HttpMethod.GET, "/"), null);

        await().until(answer::isComplete);
        assertThat(answer.failed()).as("a cut answer must not look whole").isTrue();
        await().untilAsserted(() -> assertThat(activeConnections()).isZero());
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
        assertThat(activeConnections()).isEqualTo(1);
        fixture.client.close();
        await().untilAsserted(() -> assertThat(activeConnections()).isZero());
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
        assertThat(activeConnections()).isEqualTo(1);
        GatewayFixture.get(socket.close());
        await().untilAsserted(() -> assertThat(activeConnections()).isZero());
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

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpServer target = fixture.target(
                request -> request.response().putHeader("Content-Length", "42").end());
        fixture.route(target);

        GatewayFixture.Answer answer = fixture.call(fixture.to(HOST, HttpMethod.HEAD, "/"), null);

        assertThat(answer.response().getHeader("Content-Length")).isEqualTo("42");
        await().untilAsserted(() -> assertThat(activeConnections()).isZero());
    }

    /** One connection to the target, which is in use while a second client comes and goes. */
    @Test
    void sendsNothingForAClientThatLeftWhileItWaitedForAConnection() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Promise<Void> answerNow = Promise.promise();
        HttpServer target = fixture.target(request -> {
            asked.add(request.uri());
            answerNow.future().onSuccess(now -> request.response().end());
        });
        RouteTable routes = routes(target.actualPort());
        Promise<Void> gone = Promise.promise();
        int port = narrowGateway(routes, gone);

        var first = fixture.send(fixture.to(HOST, HttpMethod.GET, "/first").setPort(port), null);
        await().until(() -> asked.size() == 1);
        HttpClient second = fixture.vertx.createHttpClient();
        second.request(fixture.to(HOST, HttpMethod.GET, "/second").setPort(port))
                .onSuccess(request -> request.send().onFailure(unheard -> {}));
        await().until(() -> status(routes).activeConnections() == 2);
        GatewayFixture.get(second.close());
        GatewayFixture.get(gone.future());
        var third = fixture.send(fixture.to(HOST, HttpMethod.GET, "/third").setPort(port), null);
        answerNow.complete();

        assertThat(GatewayFixture.get(first).status()).isEqualTo(200);
        assertThat(GatewayFixture.get(third).status()).isEqualTo(200);
        assertThat(asked).containsExactly("/first", "/third");
        await().until(() -> status(routes).activeConnections() == 0);
    }

    /** To one target. */
    private RouteTable routes(int port) throws IOException {
        RouteTable routes = RouteTable.restore(new RouteStore(folder.resolve("narrow.json")));
        routes.put(HOST, Route.evenly(new Target("t", "127.0.0.1", port)));
        return routes;
    }

    private static TargetStatus status(RouteTable routes) {
        return routes.find(HOST).orElseThrow().status().get(0);
    }

    /** The port of a gateway that has one connection to each target; {@code gone} hears of the first client that leaves. */
    private int narrowGateway(RouteTable routes, Promise<Void> gone) throws Exception {
        Promise<HttpServer> listening = Promise.promise();
        fixture.vertx.runOnContext(start -> fixture.vertx
                .createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> gone.tryComplete()))
                .requestHandler(new Dispatcher(
                        fixture.vertx.createHttpClient(
                                new HttpClientOptions().setMaxPoolSize(1).setConnectTimeout(500)),
                        new OpenConnections(),
                        new ServiceTable(Map.of()),
                        routes))
                .listen(0, "127.0.0.1")
                .onComplete(listening));
        return GatewayFixture.get(listening.future()).actualPort();
    }

    private int activeConnections() throws Exception {
        JsonObject route = fixture.control(HttpMethod.GET, "/control/routes/" + HOST, GatewayFixture.TOKEN, null);
        return route.getJsonArray("targets").getJsonObject(0).getInteger("activeConnections");
    }
}
