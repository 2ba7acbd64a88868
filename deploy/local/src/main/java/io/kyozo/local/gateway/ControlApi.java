package io.kyozo.local.gateway;

import io.kyozo.contracts.error.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the deployer changes routes, and the launcher says where the services are or dismisses the gateway: a small API on a
 * loopback port of its own, for bearers of the control token.
 */
final class ControlApi implements Handler<HttpServerRequest> {
    private static final String ROUTES = "/control/routes";
    private static final String SERVICES = "/control/services";
    private static final String DISMISSAL = "/control/dismissal";

    private static final JsonArray BOUNDS =
            new JsonArray(Arrays.stream(Counts.BOUNDS_MILLIS).boxed().toList());

    private final Vertx vertx;
    private final RouteTable routes;
    private final ServiceTable services;
    private final byte[] authorization;
    private final Runnable dismissed;

    ControlApi(Vertx vertx, RouteTable routes, ServiceTable services, String token, Runnable dismissed) {
        this.vertx = vertx;
        this.routes = routes;
        this.services = services;
        this.dismissed = dismissed;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        String sent = String.valueOf(request.getHeader("Authorization"));
        if (!MessageDigest.isEqual(authorization, sent.getBytes(StandardCharsets.UTF_8))) {
            Problems.send(request, ErrorCode.UNAUTHENTICATED, "Send the gateway's control token.");
        } else if (path.equals(ROUTES) && request.method().name().equals("GET")) {
            list(request);
        } else if (path.startsWith(ROUTES + "/")) {
            one(request, path.substring(ROUTES.length() + 1));
        } else if (path.equals(SERVICES) && request.method().name().equals("PUT")) {
            request.body().onSuccess(body -> change(request, () -> putServices(body)));
        } else if (path.equals(DISMISSAL) && request.method().name().equals("POST")) {
            send(request, new JsonObject());
            dismissed.run();
        } else {
            Problems.send(
                    request,
                    ErrorCode.NOT_FOUND,
                    "The gateway's control API has " + ROUTES + ", PUT " + SERVICES + " and POST " + DISMISSAL + ".");
        }
    }

    private void one(HttpServerRequest request, String host) {
        switch (request.method().name()) {
            case "GET" -> show(request, host);
            case "PUT" -> request.body().onSuccess(body -> put(request, host, body));
            case "DELETE" ->
                change(request, () -> {
                    routes.remove(host);
                    return new JsonObject().put("host", host).put("targets", new JsonArray());
                });
            default -> Problems.send(request, ErrorCode.INVALID_REQUEST, "Use GET, PUT or DELETE.");
        }
    }

    private void list(HttpServerRequest request) {
        JsonArray all = new JsonArray();
        routes.all().forEach((host, route) -> all.add(json(host, route)));
        send(request, new JsonObject().put("routes", all));
    }

    private void show(HttpServerRequest request, String host) {
        Optional<Route> route = routes.find(host);
        if (route.isPresent()) {
            send(request, json(host, route.get()));
        } else {
            Problems.send(request, ErrorCode.NO_ROUTE, "No route leads to " + host + ".");
        }
    }

    private void put(HttpServerRequest request, String host, Buffer body) {
        change(request, () -> {
            JsonArray targets = new JsonObject(body).getJsonArray("targets", new JsonArray());
            routes.put(host, RouteStore.targets(targets));
            return routes.find(host).map(route -> json(host, route)).orElseGet(JsonObject::new);
        });
    }

    /** Service name → loopback port. */
    private JsonObject putServices(Buffer body) {
        JsonObject ports = new JsonObject(body);
        services.replace(ports.fieldNames().stream().collect(Collectors.toMap(Function.identity(), ports::getInteger)));
        return ports;
    }

    /** Changes are written to disk: not on the event loop. */
    private void change(HttpServerRequest request, Callable<JsonObject> change) {
        vertx.executeBlocking(change, true)
                .onSuccess(done -> send(request, done))
                .onFailure(failure -> refuse(request, failure));
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        boolean asked = failure instanceof IllegalArgumentException
                || failure instanceof DecodeException
                || failure instanceof ClassCastException;
        String detail = String.valueOf(failure.getMessage());
        Problems.send(request, asked ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL, detail);
    }

    private static JsonObject json(String host, Route route) {
        JsonArray targets = new JsonArray();
        for (TargetStatus status : route.status()) {
            targets.add(RouteStore.json(status.target(), status.weight())
                    .put("activeConnections", status.activeConnections())
                    .put("draining", status.draining())
                    .put("requests", status.counts().requests())
                    .put("errors", status.counts().errors())
                    .put("waitNanos", status.counts().waitNanos())
                    .put("latencies", new JsonArray(status.counts().latencies())));
        }
        return new JsonObject()
                .put("host", host)
                .put("latencyBoundsMillis", BOUNDS)
                .put("targets", targets);
    }

    private static void send(HttpServerRequest request, JsonObject body) {
        var unused =
                request.response().putHeader("Content-Type", "application/json").end(body.encode());
    }
}
