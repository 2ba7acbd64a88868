package io.kyozo.runtime.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.runtime.OomKill;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened on the engine. It keeps the last 256 events of all kinds; the end of a container's main process for want
 * of memory shows on inspection, that of another process nowhere but here.
 */
final class Events {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final EngineConnection engine;

    Events(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<List<OomKill>> oomKills(Map<String, String> labels, Instant since) {
        var action = "read the engine's events";
        // With an end that has come, the engine answers what it remembers and closes.
        var request = new Query("/events")
                .with("since", seconds(since))
                .with("until", seconds(Instant.now()))
                .with("filters", filters(labels))
                .get();
        return engine.http(action, http -> {
            try (var stream = EngineStream.pooled(action, http, request)) {
                return parse(stream.body());
            }
        });
    }

    static List<OomKill> parse(java.io.InputStream body) throws IOException {
        var kills = new ArrayList<OomKill>();
        try (var events = EngineStream.JSON.readerFor(JsonNode.class).<JsonNode>readValues(body)) {
            while (events.hasNextValue()) {
                var event = events.nextValue();
                var nanos = event.path("timeNano").asLong();
                kills.add(new OomKill(
                        event.path("Actor").path("Attributes").path("name").asText(),
                        Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND)));
            }
        }
        return kills;
    }

    private static String filters(Map<String, String> labels) {
        var filters = EngineStream.JSON.createObjectNode();
        filters.putArray("type").add("container");
        filters.putArray("event").add("oom");
        var wanted = filters.putArray("label");
        labels.forEach((name, value) -> wanted.add(name + "=" + value));
        return filters.toString();
    }

    private static String seconds(Instant time) {
        return time.getEpochSecond() + "." + String.format("%09d", time.getNano());
    }
}
