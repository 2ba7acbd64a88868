package io.kyozo.local.gateway;

import io.kyozo.contracts.error.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** Decides where a request goes: by its host to what is deployed, otherwise by its path to our own services. */
final class Dispatcher implements Handler<HttpServerRequest> {
    private static final String DEPLOYED_SUFFIX = ".localhost";

    private final HttpClient client;
    private final OpenConnections connections;
    private final ServiceTable api;
    private final RouteTable routes;

    Dispatcher(HttpClient client, OpenConnections connections, ServiceTable api, RouteTable routes) {
        this.client = client;
        this.connections = connections;
        this.api = api;
        this.routes = routes;
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections.asked(request);
        String host = hostName(String.valueOf(request.getHeader("Host")));
        Optional<ServiceTable.Destination> deployed = routes.find(host)
                .map(route -> new ServiceTable.Destination(route, pathAndQuery(request), "The service at " + host));
        if (deployed.isPresent()) {
            new Exchange(client, request, deployed.get()).run();
        } else if (host.endsWith(DEPLOYED_SUFFIX)) {
            Problems.send(
                    request,
                    ErrorCode.NO_ROUTE,
                    "No service is deployed at " + host + ". 'kyozo status' lists the addresses of those that are.");
        } else {
            own(request);
        }
    }

    private void own(HttpServerRequest request) {
        Optional<ServiceTable.Destination> service = api.find(pathAndQuery(request));
        if (service.isPresent()) {
            new Exchange(client, request, service.get()).run();
        } else if (request.uri().equals("/")) {
            var unused = request.response()
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("Kyozo is running. Its API is at /api/v1, each service at /<service>/q/health.\n");
        } else {
            Problems.send(
                    request,
                    ErrorCode.NOT_FOUND,
                    "Nothing answers at " + request.path() + ". The API is at /api/v1/<resource>; what every service"
                            + " has, such as workers, at /<service>/api/v1/workers.");
        }
    }

    /** The name without the port, in lower case. */
    private static String hostName(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        int colon = name.startsWith("[") ? name.indexOf("]:") + 1 : name.indexOf(':');
        return colon > 0 ? name.substring(0, colon) : name;
    }

    /** Also where the client sent an absolute address, as to a proxy. */
    private static String pathAndQuery(HttpServerRequest request) {
        if (request.uri().startsWith("/")) {
            return request.uri();
        }
        String query = request.query();
        String path = request.path() == null || request.path().isEmpty() ? "/" : request.path();
        return query == null ? path : path + "?" + query;
    }
}
