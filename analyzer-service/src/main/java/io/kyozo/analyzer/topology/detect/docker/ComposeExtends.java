package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.DataFiles;

/** Fills in what a service takes over from another by {@code extends}, from files inside the folder only. */
final class ComposeExtends {
    private static final int MAX_HOPS = 5;

    private ComposeExtends() {}

    static JsonNode resolve(Folder folder, String path, JsonNode services, JsonNode service) {
        JsonNode node = service;
        JsonNode siblings = services;
        String at = path;
        String place = "";
        for (int hop = 0; hop < MAX_HOPS && node.isObject() && node.has("extends"); hop++) {
            JsonNode extended = node.path("extends");
            String name = extended.isTextual()
                    ? extended.asText()
                    : extended.path("service").asText("");
            String file = extended.path("file").asText("");
            if (!file.isEmpty()) {
                at = FolderPath.join(FolderPath.parent(at), file);
                place = place + FolderPath.parent(file) + "/";
                siblings = DataFiles.yaml(folder, at).path("services");
            }
            node = merged(seenFrom(place, siblings.path(name)), node);
        }
        return node;
    }

    /** A service of another file, whose relative paths start at that file: {@code place} leads there. */
    private static JsonNode seenFrom(String place, JsonNode base) {
        if (place.isEmpty() || !base.isObject()) {
            return base;
        }
        ObjectNode copy = base.deepCopy();
        move(place, copy, "build");
        move(place, copy, "env_file");
        if (copy.path("build") instanceof ObjectNode build) {
            move(place, build, "context");
        }
        return copy;
    }

    private static void move(String place, ObjectNode node, String key) {
        if (node.path(key) instanceof ArrayNode all) {
            for (int i = 0; i < all.size(); i++) {
                all.set(i, moved(place, all.get(i)));
            }
        } else if (node.has(key)) {
            node.set(key, moved(place, node.path(key)));
        }
    }

    private static JsonNode moved(String place, JsonNode path) {
        boolean relative = path.isTextual()
                && !path.asText().startsWith("/")
                && !path.asText().contains("://");
        return relative ? TextNode.valueOf(place + path.asText()) : path;
    }

    private static JsonNode merged(JsonNode base, JsonNode own) {
        ObjectNode copy = own.deepCopy();
        copy.remove("extends");
        return ComposeMerge.over(base, copy);
    }
}
