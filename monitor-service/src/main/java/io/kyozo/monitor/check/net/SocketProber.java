package io.kyozo.monitor.check.net;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.app.Prober;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import io.vertx.mutiny.core.net.NetClient;
import io.vertx.mutiny.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Probes over HTTP and TCP, each on a fresh connection, as a new client would come. Redirects are answers, they are not
 * followed; of an answer only the status is read.
 */
@ApplicationScoped
class SocketProber implements Prober {
    private static final Logger LOG = Logger.getLogger(SocketProber.class);
    /** A proxy in front of a port that nobody listens on accepts, then closes; a server waits for the client to speak. */
    private static final Duration HOLD = Duration.ofMillis(150);

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http;
    private final NetClient tcp;

    SocketProber(Vertx vertx) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(200));
        this.tcp = vertx.createNetClient(new NetClientOptions());
    }

    @Override
    public Uni<ProbeResult> ask(Instance instance, int port, HealthProbe probe, Duration timeout) {
        boolean overHttp = probe.protocol().equals("http");
        long from = System.nanoTime();
        Uni<ProbeResult> answer = overHttp
                ? get(instance.host(), port, path(probe.path()), timeout, from)
                : connect(instance.host(), port, from);
        return answer.ifNoItem()
                .after(timeout)
                .recoverWithItem(() -> new ProbeResult.Failed("no answer within " + timeout.toMillis() + " ms"))
                .onFailure()
                .recoverWithItem(failure -> new ProbeResult.Failed(words(failure, port)));
    }

    private Uni<ProbeResult> get(String host, int port, String path, Duration timeout, long from) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(host)
                .setPort(port)
                .setURI(path)
                .setTimeout(timeout.toMillis())
                .putHeader("User-Agent", "kyozo-probe")
                .putHeader("Accept", "*/*");
        return http.request(options).chain(request -> status(request).map(status -> judge(path, status, millis(from))));
    }

    /** The rest of the answer is of no interest, however long it is. */
    private static Uni<Integer> status(HttpClientRequest request) {
        return request.send()
                .invoke(response -> response.exceptionHandler(cut -> LOG.tracef("The rest was not read: %s", cut)))
                .map(HttpClientResponse::statusCode)
                .eventually(() -> {
                    boolean ignored = request.reset();
                });
    }

    /** Any page but an error of the server shows that it works; a health path that we were told of must say so itself. */
    private static ProbeResult judge(String path, int status, long millis) {
        String saw = "GET " + path + " answered " + status;
        int limit = path.equals("/") ? SERVER_ERROR : CLIENT_ERROR;
        return status < limit ? new ProbeResult.Passed(saw, millis) : new ProbeResult.Failed(saw);
    }

    private Uni<ProbeResult> connect(String host, int port, long from) {
        return tcp.connect(port, host).chain(socket -> hold(socket, port, millis(from)));
    }

    private static Uni<ProbeResult> hold(NetSocket socket, int port, long millis) {
        Uni<ProbeResult> closed = Uni.createFrom()
                .emitter(done -> socket.closeHandler(() ->
                        done.complete(new ProbeResult.Failed("port " + port + " closes the connection at once"))));
        return closed.ifNoItem()
                .after(HOLD)
                .recoverWithItem(new ProbeResult.Passed("port " + port + " accepts connections", millis))
                .call(result -> socket.close().onFailure().recoverWithNull());
    }

    private static long millis(long from) {
        return (System.nanoTime() - from) / 1_000_000;
    }

    private static String path(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String words(Throwable failure, int port) {
        if (failure instanceof java.net.ConnectException) {
            return "port " + port + " refuses connections";
        }
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? "no connection" : message;
    }
}
