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
import io.vertx.core.impl.VertxBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** The running gateway: the public port and, on loopback, the port of its control API. */
public final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int CONNECTIONS_PER_TARGET = 1000;

    /** Below the 2 s after which gunicorn closes idle connections, 5 s Node.js: ours go first, so that none closes under a request. */
    private static final int KEEP_ALIVE_SECONDS = 1;

    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int HEADER_LIMIT = 64 * 1024;

    private final Vertx vertx;
    private final ListeningTransport transport;
    private final OpenConnections connections;
    private final int controlPort;

    private Gateway(Vertx vertx, ListeningTransport transport, OpenConnections connections, int controlPort) {
        this.vertx = vertx;
        this.transport = transport;
        this.connections = connections;
        this.controlPort = controlPort;
    }

    /**
     * Starts the gateway, also beside another one of the same user on the same port, see {@link #requireFree}; a port that
     * can't be had is a {@link LaunchFailure}. {@code dismissed} is told when the control API is asked to end it.
     */
    public static Gateway start(
            String host,
            int port,
            int controlPort,
            String token,
            ServiceTable api,
            RouteTable routes,
            Runnable dismissed) {
        ListeningTransport transport = new ListeningTransport();
        OpenConnections connections = new OpenConnections();
        Vertx vertx = new VertxBuilder(
                        new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(4))
                .findTransport(transport)
                .init()
                .vertx();
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
                    .requestHandler(new ControlApi(vertx, routes, api, token, dismissed))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            deploy(vertx, options, connections, api, routes)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new Gateway(vertx, transport, connections, control);
        } catch (CompletionException e) {
            var unused = vertx.close();
            Throwable cause = e.getCause();
            throw taken(host, port, cause == null ? e : cause);
        }
    }

    /** A {@link LaunchFailure} where anybody listens there: {@link #start} alone would share the port with our own kind. */
    static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw taken(host, port, e);
        }
    }

    private static LaunchFailure taken(String host, int port, Throwable cause) {
        return new LaunchFailure(
                "The gateway can't listen on " + host + ":" + port + " ("
                        + String.valueOf(cause).replaceFirst("^[\\w.$]+: ", "")
                        + "). Another program may use that port: choose another one with --port N.",
                cause);
    }

    /** Each event loop has a client of its own, so that both sides of an exchange live on one loop. */
    private static Future<String> deploy(
            Vertx vertx, HttpServerOptions options, OpenConnections connections, ServiceTable api, RouteTable routes) {
        return vertx.deployVerticle(
                () -> new AbstractVerticle() {
                    @Override
                    public void start(Promise<Void> started) {
                        HttpClient client = getVertx().createHttpClient(clientOptions());
                        getVertx()
                                .createHttpServer(options)
                                .connectionHandler(connections::opened)
                                .requestHandler(new Dispatcher(client, connections, api, routes))
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

    /** Takes no further connection, and waits until the clients have gone, at most for {@code limit}. */
    void leave(Duration limit) throws InterruptedException {
        connections.leave();
        transport.stopListening();
        boolean unused = connections.awaitNone(limit);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
