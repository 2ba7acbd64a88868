package io.kyozo.local.gateway;

import static io.kyozo.local.gateway.GatewayFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.local.part.Ports;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
        await().untilAsserted(() -> assertThat(fixture.activeConnections()).isZero());
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpServer target = fixture.target(
                request -> request.response().putHeader("Content-Length", "42").end());
        fixture.route(target);

        GatewayFixture.Answer answer = fixture.call(fixture.to(HOST, HttpMethod.HEAD, "/"), null);

        assertThat(answer.response().getHeader("Content-Length")).isEqualTo("42");
        await().untilAsserted(() -> assertThat(fixture.activeConnections()).isZero());
    }
}
