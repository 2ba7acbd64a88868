package io.kyozo.monitor.check.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.Probe.Kind;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Probes over TLS. The certificate is not judged, as the kubelet does not either: the replica's address is our own. */
class TlsProberTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instance LOCAL = new Instance(UUID.randomUUID(), "docker", "c1", "127.0.0.1", 1);
    private static PfxOptions selfSigned;
    private static PfxOptions expired;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void certificates() throws Exception {
        selfSigned = Certificate.of("localhost", "-1d", 10);
        expired = Certificate.of("elsewhere.example", "-10d", 2);
    }

    @AfterEach
    void close() {
        vertx.close().await().atMost(LONG);
    }

    @Test
    void aSelfSignedCertificateServes() {
        assertThat(ask(listen(selfSigned, welcome()), true, "/", "welcome"))
                .isInstanceOf(ProbeResult.Passed.class)
                .extracting(ProbeResult::saw)
                .isEqualTo("GET / answered 200");
    }

    @Test
    void soDoesOneThatIsOutOfDateAndOfAnotherHost() {
        assertThat(ask(listen(expired, welcome()), true, "/", null)).isInstanceOf(ProbeResult.Passed.class);
    }

    @Test
    void whoSpeaksTheOtherLanguageFails() {
        assertThat(ask(listen(null, welcome()), true, "/", null)).isInstanceOf(ProbeResult.Failed.class);
        assertThat(ask(listen(selfSigned, welcome()), false, "/", null)).isInstanceOf(ProbeResult.Failed.class);
    }

    @Test
    void aRedirectToAnotherHostPortOrWithoutTlsIsAnAnswerAndNotFollowed() {
        AtomicInteger heard = new AtomicInteger();
        Handler<HttpServerRequest> neighbour = request -> {
            heard.incrementAndGet();
            request.response().end("secret");
        };
        int other = listen(selfSigned, neighbour);
        int plain = listen(null, neighbour);
        int port = listen(
                selfSigned,
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader(
                                "Location",
                                switch (request.path()) {
                                    case "/port" -> "https://127.0.0.1:" + other + "/";
                                    case "/plain" -> "http://127.0.0.1:" + plain + "/";
                                    default -> "https://localhost:" + other + "/";
                                })
                        .end());
        for (String path : List.of("/port", "/plain", "/host")) {
            assertThat(ask(port, true, path, null).saw()).isEqualTo("GET " + path + " answered 302");
            assertThat(ask(port, true, path, "secret")).isInstanceOf(ProbeResult.Failed.class);
        }
        assertThat(heard).hasValue(0);
    }

    @Test
    void aBodyThatDripsIsGivenUpAndItsConnectionLetGo() throws Exception {
        CompletableFuture<Boolean> letGo = new CompletableFuture<>();
        CompletableFuture<Boolean> dripping = new CompletableFuture<>();
        int port = listen(selfSigned, request -> {
            var response = request.response().setChunked(true);
            request.connection().closeHandler(closed -> letGo.complete(true));
            vertx.getDelegate().setPeriodic(20, tick -> {
                response.write("x");
                dripping.complete(true);
            });
        });
        CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
        Cancellable asking = new HttpProber(vertx)
                .ask(LOCAL, port, http(true, "/", "never"))
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
        assertThat(dripping.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).isNotDone();
        asking.cancel();
        assertThat(letGo.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).isNotDone();
    }

    /** The connection is there only when nobody waits for it any more. */
    @Test
    void aHandshakeThatComesTooLateLeavesNoConnectionBehind() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Cancellable asking = new HttpProber(vertx)
                    .ask(LOCAL, server.getLocalPort(), http(true, "/", null))
                    .subscribe()
                    .with(answer -> {}, failure -> {});
            try (Socket plain = server.accept()) {
                asking.cancel();
                SSLSocket late = (SSLSocket) tls().createSocket(plain, null, plain.getPort(), true);
                late.setUseClientMode(false);
                late.setSoTimeout(20_000);
                assertThat(late.getInputStream().read()).isNegative();
            }
        }
    }

    private static SSLSocketFactory tls() throws Exception {
        char[] password = selfSigned.getPassword().toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(new File(selfSigned.getPath()), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    @Test
    void aBodyThatNeverEndsIsReadToItsLimitAndNoFurther() throws Exception {
        CompletableFuture<Boolean> letGo = new CompletableFuture<>();
        int port = listen(selfSigned, request -> {
            var response = request.response().setChunked(true);
            request.connection().closeHandler(closed -> letGo.complete(true));
            vertx.getDelegate().setPeriodic(1, tick -> response.write("x".repeat(8192)));
        });
        assertThat(ask(port, true, "/", "never").saw()).contains("without the text");
        assertThat(letGo.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Handler<HttpServerRequest> welcome() {
        return request -> request.response().end("welcome");
    }

    private int listen(@Nullable PfxOptions certificate, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions().setSsl(certificate != null);
        if (certificate != null) {
            options.setKeyCertOptions(certificate);
        }
        HttpServer server = vertx.getDelegate().createHttpServer(options).requestHandler(handler);
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /** As the probing does: an error is a failure. */
    private ProbeResult ask(int port, boolean tls, String path, @Nullable String body) {
        return new HttpProber(vertx)
                .ask(LOCAL, port, http(tls, path, body))
                .onFailure()
                .recoverWithItem(failure -> new ProbeResult.Failed(String.valueOf(failure.getMessage())))
                .await()
                .atMost(LONG);
    }

    private static Probe http(boolean tls, String path, @Nullable String body) {
        return new Probe(Kind.HTTP, path, tls, 400, body, "", List.of(), LONG);
    }
}
