package io.kyozo.local.gateway;

import io.kyozo.local.LaunchFailure;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionException;

/** The running gateway: the public port and, on loopback, the port of its control API. */
public final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int CONNECTIONS_PER_TARGET = 1000;

    /** Below the 5 s after which Node.js closes idle connections: ours goes first, so that none closes under a request. */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int HEADER_LIMIT = 64 * 1024;

    private final Vertx vertx;
    private final int controlPort;

    private Gateway(Vertx vertx, int controlPort) {
        this.vertx = vertx;
        this.controlPort = controlPort;
    }

    /** Starts the gateway; a port that is taken is a {@link LaunchFailure}. */
    public static Gateway start(
            String host, int port, int controlPort, String token, ServiceTable api, RouteTable routes) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(4));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(HEADER_LIMIT)
                .setMaxInitialLineLength(HEADER_LIMIT);
        try {
            int control = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(controlPort))
                    .requestHandler(new ControlApi(vertx, routes, token))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            deploy(vertx, options, api, routes)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new Gateway(vertx, control);
        } catch (CompletionException e) {
            var unused = vertx.close();
            throw new LaunchFailure(
                    "The gateway can't listen on " + host + ":" + port + " ("
                            + String.valueOf(e.getCause()).replaceFirst("^[\\w.$]+: ", "")
                            + "). Another program may use that port: choose another one with --port N.",
                    e);
        }
    }

    /** Each event loop has a client of its own, so that both sides of an exchange live on one loop. */
    private static Future<String> deploy(Vertx vertx, HttpServerOptions options, ServiceTable api, RouteTable routes) {
        return vertx.deployVerticle(
                () -> new AbstractVerticle() {
                    @Override
                    public void start(Promise<Void> started) {
                        HttpClient client = getVertx().createHttpClient(clientOptions());
                        getVertx()
                                .createHttpServer(options)
                                .requestHandler(new Dispatcher(client, api, routes))
                                .listen()
                                .<Void>mapEmpty()
                                .onComplete(started);
                    }
                },
                new DeploymentOptions().setInstances(EVENT_LOOPS));
    }

    private static HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_TARGET)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxHeaderSize(HEADER_LIMIT);
    }

    /** The port of the control API. */
    public int controlPort() {
        return controlPort;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
