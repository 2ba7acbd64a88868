package io.kyozo.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launcher's state as JSON; mapped by hand, which keeps a command's start free of reflection. */
final class StateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateJson() {}

    static byte[] write(LauncherState state) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("status", state.status().name());
        node.set("launcher", identity(state.launcher()));
        node.put("startedAt", state.startedAt().toString());
        node.put("version", state.version());
        node.put("url", state.url());
        node.put("runtime", state.runtime());
        node.put("reason", state.reason());
        ArrayNode parts = node.putArray("parts");
        state.parts().forEach(part -> parts.add(part(part)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    static LauncherState read(byte[] content) throws IOException {
        JsonNode node = JSON.readTree(content);
        List<PartState> parts = new ArrayList<>();
        node.path("parts").forEach(part -> parts.add(part(part)));
        return new LauncherState(
                LauncherState.Status.valueOf(node.path("status").asText("STOPPED")),
                identity(node.path("launcher")),
                Instant.parse(node.path("startedAt").asText("1970-01-01T00:00:00Z")),
                node.path("version").asText(),
                node.path("url").asText(),
                node.path("runtime").asText(),
                node.path("reason").asText(),
                parts);
    }

    private static ObjectNode part(PartState part) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", part.name());
        node.put("status", part.status().name());
        ProcessIdentity process = part.process();
        if (process != null) {
            node.set("process", identity(process));
        }
        node.put("port", part.port());
        Duration took = part.took();
        if (took != null) {
            node.put("tookMillis", took.toMillis());
        }
        node.put("restarts", part.restarts());
        node.put("detail", part.detail());
        return node;
    }

    private static PartState part(JsonNode node) {
        return new PartState(
                node.path("name").asText(),
                PartState.Status.valueOf(node.path("status").asText("STOPPED")),
                node.has("process") ? identity(node.path("process")) : null,
                node.path("port").asInt(),
                took(node),
                node.path("restarts").asInt(),
                node.path("detail").asText());
    }

    private static @Nullable Duration took(JsonNode node) {
        return node.has("tookMillis")
                ? Duration.ofMillis(node.path("tookMillis").asLong())
                : null;
    }

    private static ObjectNode identity(ProcessIdentity process) {
        ObjectNode node = JSON.createObjectNode();
        node.put("pid", process.pid());
        node.put("startedAt", process.startedAt().toString());
        return node;
    }

    private static ProcessIdentity identity(JsonNode node) {
        String startedAt = node.path("startedAt").asText("1970-01-01T00:00:00Z");
        return new ProcessIdentity(node.path("pid").asLong(), Instant.parse(startedAt));
    }
}
