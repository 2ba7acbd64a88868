package io.kyozo.local.gateway;

import io.kyozo.home.AtomicFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The route table as a JSON file: host → targets. */
public final class RouteStore {
    private final Path file;

    public RouteStore(Path file) {
        this.file = file;
    }

    void write(Map<String, List<Target>> routes) throws IOException {
        JsonObject all = new JsonObject();
        routes.forEach((host, targets) -> all.put(
                host, new JsonArray(targets.stream().map(RouteStore::json).toList())));
        AtomicFile.write(file, all.encodePrettily().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Map<String, List<Target>> read() throws IOException {
        Map<String, List<Target>> routes = new TreeMap<>();
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

    static JsonObject json(Target target) {
        return new JsonObject()
                .put("id", target.id())
                .put("host", target.host())
                .put("port", target.port());
    }

    /** Targets from JSON; an {@link IllegalArgumentException} says what is missing. */
    static List<Target> targets(JsonArray array) {
        List<Target> targets = new ArrayList<>();
        for (Object each : array) {
            if (!(each instanceof JsonObject target)) {
                throw new IllegalArgumentException("Each target is an object of id, host and port");
            }
            targets.add(
                    new Target(target.getString("id", ""), target.getString("host", ""), target.getInteger("port", 0)));
        }
        return targets;
    }
}
