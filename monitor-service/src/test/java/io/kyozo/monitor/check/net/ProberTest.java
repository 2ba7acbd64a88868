package io.kyozo.monitor.check.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.Probe.Kind;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Prober;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instance LOCAL = new Instance(UUID.randomUUID(), "docker", "c1", "127.0.0.1", 1);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await().atMost(LONG);
    }

    @Test
    void followsARedirectAtTheSameAddressOnly() {
        HttpServer neighbour = serve("text/plain", "secret of the neighbour");
        HttpServer server = vertx.getDelegate().createHttpServer().requestHandler(request -> {
            switch (request.path()) {
                case "/" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "/in")
                            .end();
                case "/in" -> request.response().end("welcome");
                case "/out" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "http://127.0.0.1:" + neighbour.actualPort() + "/")
                            .end();
                default ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", request.path())
                            .end();
            }
        });
        int port = listen(server);
        Prober http = new HttpProber(vertx);
        assertThat(ask(http, port, http("/", "welcome"))).isInstanceOf(ProbeResult.Passed.class);
        assertThat(ask(http, port, http("/out", null)).saw()).isEqualTo("GET /out answered 302");
        assertThat(ask(http, port, http("/out", "secret"))).isInstanceOf(ProbeResult.Failed.class);
        assertThat(ask(http, port, http("/round", null)).saw()).isEqualTo("GET /round answered 302");
    }

    @Test
    void looksIntoTheBodyWhereThatIsWanted() {
        int port = serve("text/plain", "all is well").actualPort();
        Prober http = new HttpProber(vertx);
        assertThat(ask(http, port, http("/", "is well"))).isInstanceOf(ProbeResult.Passed.class);
        assertThat(ask(http, port, http("/", "is ill")).saw()).contains("without the text");
        int endless = listen(vertx.getDelegate().createHttpServer().requestHandler(request -> {
            request.response().setChunked(true);
            vertx.getDelegate().setPeriodic(1, tick -> request.response().write("x".repeat(8192)));
        }));
        assertThat(ask(http, endless, http("/", "never"))).isInstanceOf(ProbeResult.Failed.class);
    }

    @Test
    void aReplicaThatDripsBytesIsGivenUpAndLetGo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> letGo = CompletableFuture.supplyAsync(() -> drip(server));
            long from = System.nanoTime();
            var answer = new HttpProber(vertx)
                    .ask(LOCAL, server.getLocalPort(), http("/", null))
                    .ifNoItem()
                    .after(Duration.ofMillis(500))
                    .recoverWithItem(new ProbeResult.Failed("no answer"))
                    .await()
                    .atMost(LONG);
            assertThat(answer.saw()).isEqualTo("no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
            assertThat(letGo.get(20, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void asksGrpcServersForTheirHealth() {
        Prober grpc = new GrpcProber(vertx);
        assertThat(ask(grpc, grpcServer(1, "0"), grpc("")).saw()).isEqualTo("gRPC health answered SERVING");
        assertThat(ask(grpc, grpcServer(1, "0"), grpc(""))).isInstanceOf(ProbeResult.Passed.class);
        assertThat(ask(grpc, grpcServer(2, "0"), grpc("a.b.C"))).isInstanceOf(ProbeResult.Failed.class);
        assertThat(ask(grpc, grpcServer(1, "12"), grpc("")).saw()).isEqualTo("gRPC health answered status 12");
    }

    /** Sends a header that never ends, a byte at a time, until the other side has gone. */
    private static boolean drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(20);
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                out.write('x');
                out.flush();
                if (hasGone(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private static boolean hasGone(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        }
    }

    private int grpcServer(int health, String status) {
        return listen(vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> request.body(body -> {
                    assertThat(request.version()).isEqualTo(io.vertx.core.http.HttpVersion.HTTP_2);
                    request.response()
                            .putHeader("content-type", "application/grpc")
                            .putTrailer("grpc-status", status)
                            .end(Buffer.buffer(new byte[] {0, 0, 0, 0, 2, 8, (byte) health}));
                })));
    }

    private HttpServer serve(String type, String body) {
        HttpServer server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request ->
                        request.response().putHeader("Content-Type", type).end(body));
        int ignored = listen(server);
        return server;
    }

    private static int listen(HttpServer server) {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static ProbeResult ask(Prober prober, int port, Probe probe) {
        return prober.ask(LOCAL, port, probe).await().atMost(LONG);
    }

    private static Probe http(String path, @Nullable String body) {
        return new Probe(Kind.HTTP, path, false, 400, body, "", List.of(), LONG);
    }

    private static Probe grpc(String service) {
        return new Probe(Kind.GRPC, "/", false, 400, null, service, List.of(), LONG);
    }
}
