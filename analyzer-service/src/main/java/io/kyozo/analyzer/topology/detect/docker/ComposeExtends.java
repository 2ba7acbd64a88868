package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        for (int hop = 0; hop < MAX_HOPS && node.isObject() && node.has("extends"); hop++) {
            JsonNode extended = node.path("extends");
            String name = extended.isTextual()
                    ? extended.asText()
                    : extended.path("service").asText("");
            String file = extended.path("file").asText("");
            if (!file.isEmpty()) {
                at = FolderPath.join(FolderPath.parent(at), file);
                siblings = DataFiles.yaml(folder, at).path("services");
            }
            node = merged(siblings.path(name), node);
        }
        return node;
    }

    private static JsonNode merged(JsonNode base, JsonNode own) {
        ObjectNode copy = own.deepCopy();
        copy.remove("extends");
        return ComposeMerge.over(base, copy);
    }
}
