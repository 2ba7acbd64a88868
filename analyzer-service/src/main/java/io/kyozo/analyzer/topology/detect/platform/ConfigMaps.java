package io.kyozo.analyzer.topology.detect.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.DataFiles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kubernetes' configuration maps, and what containers take of them. A map is often handed whole to services that want one
 * value of it: of its values a service is given those whose variable it reads, and addresses with a scheme.
 */
final class ConfigMaps {
    private static final int MAX_VALUES = 2_000;

    private final Folder folder;
    /** By folder and name, and by name alone, since overlays may lie elsewhere. */
    private final Map<String, Map<String, String>> maps = new HashMap<>();

    private final Map<ServiceDraft, Map<String, String>> offered = new LinkedHashMap<>();
    private int values;

    ConfigMaps(Folder folder) {
        this.folder = folder;
    }

    /** Takes in the maps of a manifest. */
    void read(String path) {
        boolean mayHold = folder.text(path)
                .filter(text -> text.contains("ConfigMap") && !text.contains("{{"))
                .isPresent();
        if (!mayHold) {
            return;
        }
        for (JsonNode document : DataFiles.yamlDocuments(folder, path)) {
            if (document.path("kind").asText("").equals("ConfigMap")) {
                Map<String, String> data = new LinkedHashMap<>();
                document.path("data").fields().forEachRemaining(entry -> {
                    if (values++ < MAX_VALUES) {
                        data.put(entry.getKey(), entry.getValue().asText(""));
                    }
                });
                String name = document.path("metadata").path("name").asText("");
                maps.putIfAbsent(FolderPath.parent(path) + "/" + name, data);
                maps.putIfAbsent(name, data);
            }
        }
    }

    /** Notes what {@code container} of the manifest at {@code path}, which runs {@code draft}, takes of the maps. */
    void offer(String path, JsonNode container, ServiceDraft draft) {
        Map<String, String> all = offered.computeIfAbsent(draft, key -> new LinkedHashMap<>());
        for (JsonNode from : container.path("envFrom")) {
            find(path, from.path("configMapRef").path("name").asText("")).forEach(all::putIfAbsent);
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.path("valueFrom").path("configMapKeyRef");
            String value = find(path, reference.path("name").asText(""))
                    .get(reference.path("key").asText(""));
            if (value != null) {
                all.putIfAbsent(variable.path("name").asText(""), value);
            }
        }
    }

    private Map<String, String> find(String path, String name) {
        Map<String, String> beside = maps.get(FolderPath.parent(path) + "/" + name);
        return beside == null ? maps.getOrDefault(name, Map.of()) : beside;
    }

    /** Hands over what was offered, to drafts whose sources were scanned. */
    void settle() {
        offered.forEach((draft, all) -> all.forEach((name, value) -> {
            if (draft.findings().env().containsKey(name) || value.contains("://")) {
                draft.stated().putIfAbsent(name, value);
            }
        }));
    }
}
