package io.kyozo.metrics.collect.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.ProxyCounters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Read from the gateway's control API, all routes at once. Without its address nothing is known. */
@ApplicationScoped
class GatewayCounters implements ProxyCounters {
    private final GatewayConfig config;
    private final CollectConfig collect;
    private final ObjectMapper mapper;
    private final HttpClient client;

    GatewayCounters(GatewayConfig config, CollectConfig collect, ObjectMapper mapper) {
        this.config = config;
        this.collect = collect;
        this.mapper = mapper;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(collect.timeout())
                .build();
    }

    @Override
    public Uni<Map<UUID, Requests>> read() {
        return config.controlUrl()
                .map(this::ask)
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<UUID, Requests>> ask(String control) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control + "/control/routes"))
                .timeout(collect.timeout())
                .header("Authorization", "Bearer " + config.controlToken().orElse(""))
                .build();
        return Uni.createFrom()
                .completionStage(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .map(HttpResponse::body)
                .map(this::parse);
    }

    Map<UUID, Requests> parse(String body) {
        Map<UUID, Requests> known = new HashMap<>();
        for (JsonNode route : tree(body).path("routes")) {
            for (JsonNode target : route.path("targets")) {
                add(known, target);
            }
        }
        return known;
    }

    private JsonNode tree(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The gateway's answer is no JSON", e);
        }
    }

    /** A target that is no replica, such as one that a person put there, is not ours to measure. */
    private static void add(Map<UUID, Requests> known, JsonNode target) {
        try {
            UUID instance = UUID.fromString(target.path("id").asText());
            known.put(
                    instance,
                    new Requests(
                            target.path("requests").asLong(),
                            target.path("errors").asLong(),
                            target.path("waitNanos").asLong()));
        } catch (IllegalArgumentException noReplica) {
            return;
        }
    }
}
