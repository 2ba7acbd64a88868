package io.kyozo.deployer.route.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.deployer.route.RouteTarget;
import io.kyozo.deployer.route.Traffic;
import io.kyozo.deployer.route.app.RouteConfig;
import io.kyozo.deployer.route.app.Routes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Routes held by the gateway. Without a control address there are none, and services are reached directly. */
@ApplicationScoped
class GatewayRoutes implements Routes {
    private static final int NOT_FOUND = 404;
    private static final int RETRIES = 3;

    private final RouteConfig config;
    private final ObjectMapper mapper;
    private final HttpClient client;

    GatewayRoutes(RouteConfig config, ObjectMapper mapper) {
        this.config = config;
        this.mapper = mapper;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
    }

    @Override
    public Optional<String> url(String host) {
        URI base = config.publicUrl();
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return config.controlUrl().map(control -> base.getScheme() + "://" + host + port);
    }

    @Override
    public Uni<Void> put(String host, List<RouteTarget> targets) {
        return config.controlUrl().isEmpty()
                ? Uni.createFrom().voidItem()
                : call(
                                "PUT",
                                host,
                                body(new GatewayRoute(
                                        host,
                                        targets.stream()
                                                .map(GatewayRoute::target)
                                                .toList(),
                                        null)))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> inForce(String host, List<RouteTarget> targets) {
        if (config.controlUrl().isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return call("GET", host, HttpRequest.BodyPublishers.noBody())
                .map(body -> body.map(this::route)
                        .map(route -> route.leadsTo(targets))
                        .orElse(false));
    }

    @Override
    public Uni<Void> remove(String host) {
        return config.controlUrl().isEmpty()
                ? Uni.createFrom().voidItem()
                : call("DELETE", host, HttpRequest.BodyPublishers.noBody()).replaceWithVoid();
    }

    @Override
    public Uni<Integer> activeConnections(String host, UUID target) {
        if (config.controlUrl().isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return call("GET", host, HttpRequest.BodyPublishers.noBody())
                .map(body ->
                        body.map(this::route).map(route -> route.active(target)).orElse(0));
    }

    @Override
    public Uni<Map<UUID, Traffic>> traffic(String host) {
        if (config.controlUrl().isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return call("GET", host, HttpRequest.BodyPublishers.noBody())
                .map(body -> body.map(this::route).map(GatewayRoute::traffic).orElse(Map.of()));
    }

    /** The answer's body; empty where the gateway does not know the host. */
    private Uni<Optional<String>> call(String method, String host, HttpRequest.BodyPublisher body) {
        URI uri = URI.create(
                config.controlUrl().orElseThrow().toString().replaceAll("/+$", "") + "/control/routes/" + host);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .method(method, body);
        config.controlToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
                .map(response -> answer(method, host, response))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .atMost(RETRIES);
    }

    private static Optional<String> answer(String method, String host, HttpResponse<String> response) {
        if (response.statusCode() == NOT_FOUND && !method.equals("PUT")) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new RouteRefusedException(host, response.statusCode());
        }
        return Optional.of(response.body());
    }

    private HttpRequest.BodyPublisher body(GatewayRoute route) {
        try {
            return HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(route));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a route that can be written as JSON", e);
        }
    }

    private GatewayRoute route(String body) {
        try {
            return mapper.readValue(body, GatewayRoute.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the gateway's answer is not a route", e);
        }
    }
}
