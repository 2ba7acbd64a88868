package io.kyozo.local.gateway;

import io.kyozo.local.part.Ports;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A gateway on free ports, and a client and targets of the tests' own. */
final class GatewayFixture implements AutoCloseable {
    static final String TOKEN = "control-token";
    static final String HOST = "web.todo.localhost";

    final Vertx vertx = Vertx.vertx();
    final int port = Ports.free();
    final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(200));
    final Gateway gateway;

    /** Apart from the other, which a test may close. */
    private final HttpClient controlClient = vertx.createHttpClient();

    GatewayFixture(Path folder, Map<String, Integer> services) throws Exception {
        RouteTable routes = RouteTable.restore(new RouteStore(folder.resolve("routes.json")));
        gateway = Gateway.start("127.0.0.1", port, Ports.free(), TOKEN, new ServiceTable(services), routes, () -> {});
    }

    /** A server that handles requests as told. */
    HttpServer target(Handler<HttpServerRequest> handler) throws Exception {
        return get(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    }

    /** Puts servers in force as the targets of {@link #HOST}. */
    JsonObject route(HttpServer... servers) throws Exception {
        return route(
                java.util.stream.Stream.of(servers).map(HttpServer::actualPort).toList());
    }

    JsonObject route(List<Integer> ports) throws Exception {
        JsonArray targets = new JsonArray();
        ports.forEach(each -> targets.add(
                new JsonObject().put("id", "t" + each).put("host", "127.0.0.1").put("port", each)));
        return control(HttpMethod.PUT, "/control/routes/" + HOST, TOKEN, new JsonObject().put("targets", targets));
    }

    JsonObject control(HttpMethod method, String path, String token, JsonObject body) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(gateway.controlPort())
                .setURI(path)
                .putHeader("Authorization", "Bearer " + token);
        Buffer sent = body == null ? Buffer.buffer() : body.toBuffer();
        return get(onLoop(() -> controlClient
                .request(options)
                .compose(request -> request.send(sent))
                .compose(response -> response.body()
                        .map(content -> new JsonObject(content).put("httpStatus", response.statusCode())))));
    }

    /** How many requests and connections the only target of {@link #HOST} has. */
    int activeConnections() throws Exception {
        JsonObject route = control(HttpMethod.GET, "/control/routes/" + HOST, TOKEN, null);
        return route.getJsonArray("targets").getJsonObject(0).getInteger("activeConnections");
    }

    RequestOptions to(String host, HttpMethod method, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(uri)
                .putHeader("Host", host + ":" + port);
    }

    Answer call(RequestOptions options, Buffer body) throws Exception {
        return get(send(options, body));
    }

    Future<Answer> send(RequestOptions options, Buffer body) {
        return onLoop(() -> client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> response.body().map(content -> new Answer(response, content.toString()))));
    }

    /** Elsewhere an answer may have passed by before anybody asks for its body. */
    <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        vertx.runOnContext(now -> work.get().onComplete(outcome));
        return outcome.future();
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        get(vertx.close());
    }

    record Answer(HttpClientResponse response, String body) {
        int status() {
            return response.statusCode();
        }
    }
}
