package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that takes one connection at a time, or none. */
class BusyTargetIT {
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
}
