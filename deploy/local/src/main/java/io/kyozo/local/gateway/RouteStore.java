package io.kyozo.local.gateway;

import io.kyozo.home.AtomicFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The route table as a JSON file: host → targets with their weights. */
public final class RouteStore {
    private static final int MAX_WEIGHT = 10_000;

    private final Path file;

    public RouteStore(Path file) {
        this.file = file;
    }

    void write(Map<String, Map<Target, Integer>> routes) throws IOException {
        JsonObject all = new JsonObject();
        routes.forEach((host, targets) -> all.put(
                host,
                new JsonArray(targets.entrySet().stream()
                        .map(each -> json(each.getKey(), each.getValue()))
                        .toList())));
        AtomicFile.write(file, all.encodePrettily().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Map<String, Map<Target, Integer>> read() throws IOException {
        Map<String, Map<Target, Integer>> routes = new TreeMap<>();
        if (!Files.exists(file)) {
            return routes;
        }
        try {
            JsonObject all = new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
            all.fieldNames().forEach(host -> routes.put(host, targets(all.getJsonArray(host))));
            return routes;
        } catch (DecodeException | ClassCastException e) {
            throw new IOException("The route table " + file + " can't be read; delete it and deploy again", e);
        }
    }

    static JsonObject json(Target target, int weight) {
        return new JsonObject()
                .put("id", target.id())
                .put("host", target.host())
                .put("port", target.port())
                .put("weight", weight);
    }

    /** Targets with their weights from JSON; the weight is 1 where none is given. An {@link IllegalArgumentException} says what is missing. */
    static Map<Target, Integer> targets(JsonArray array) {
        Map<Target, Integer> targets = new LinkedHashMap<>();
        for (Object each : array) {
            if (!(each instanceof JsonObject target)) {
                throw new IllegalArgumentException("Each target is an object of id, host and port");
            }
            int weight = target.getInteger("weight", 1);
            if (weight < 0 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("A weight is from 0 to " + MAX_WEIGHT);
            }
            targets.put(
                    new Target(target.getString("id", ""), target.getString("host", ""), target.getInteger("port", 0)),
                    weight);
        }
        return targets;
    }
}
