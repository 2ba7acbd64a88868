package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Dotenv;
import io.kyozo.analyzer.topology.parse.Variables;
import io.kyozo.analyzer.topology.parse.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One compose file: its services as the specification means them, variables filled in from {@code .env} beside it.
 *
 * @param path of the file
 * @param services in the file's order
 * @param refused keys that are not honoured, with the line of each
 */
public record ComposeFile(String path, List<ComposeService> services, List<RefusedKey> refused) {
    private static final int MAX_INCLUDES = 5;
    private static final int MAX_SERVICES = 500;

    /** What is looked for in a folder, the preferred first. */
    static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    /**
     * A key that would let a service out of its container, or that nobody knows.
     *
     * @param service that asks for it; empty where it is the file as a whole
     * @param key such as {@code privileged}
     * @param file that it is in
     * @param line 1-based; 0 where it is not known
     * @param why it is refused
     */
    public record RefusedKey(String service, String key, String file, int line, String why) {}

    /** Reads the file at {@code path}, with its override and what it includes; without services where it is no compose file. */
    public static ComposeFile read(Folder folder, String path) {
        List<ComposeService> services = new ArrayList<>();
        List<RefusedKey> refused = new ArrayList<>();
        read(folder, path, services, refused, 0);
        return new ComposeFile(path, services, refused);
    }

    private static void read(
            Folder folder, String path, List<ComposeService> services, List<RefusedKey> refused, int depth) {
        String dir = FolderPath.parent(path);
        JsonNode document = DataFiles.yaml(folder, path);
        DangerousKeys dangerous = new DangerousKeys(folder, path, refused);
        dangerous.ofFile(document);
        Map<String, String> variables = variables(folder, dir);
        for (String included : included(document.path("include"), variables)) {
            String there = FolderPath.join(dir, included);
            boolean inside = !included.contains("://") && !included.startsWith("/") && !FolderPath.escapes(there);
            if (!inside) {
                dangerous.ofInclude(included);
            }
            if (inside && depth < MAX_INCLUDES && services.size() < MAX_SERVICES) {
                read(folder, there, services, refused, depth + 1);
            }
        }
        JsonNode all = ComposeOverride.services(folder, path, document.path("services"));
        String text = folder.text(path).map(file -> file.text()).orElse("");
        ComposeReader reader = new ComposeReader(folder, dir, variables);
        all.fields().forEachRemaining(entry -> {
            JsonNode node = ComposeExtends.resolve(folder, path, all, entry.getValue());
            if (node.isObject() && services.size() < MAX_SERVICES) {
                int line = YamlTree.lineOf(text, "services", entry.getKey());
                services.add(reader.read(entry.getKey(), line, node));
                dangerous.ofService(entry.getKey(), node);
            }
        });
    }

    /** Short and long forms of {@code include}. */
    private static List<String> included(JsonNode node, Map<String, String> variables) {
        List<String> paths = new ArrayList<>();
        for (JsonNode item : node) {
            JsonNode stated = item.isObject() ? item.path("path") : item;
            if (stated.isArray()) {
                stated.forEach(path -> paths.add(expand(path.asText(), variables)));
            } else if (stated.isTextual()) {
                paths.add(expand(stated.asText(), variables));
            }
        }
        return paths;
    }

    private static Map<String, String> variables(Folder folder, String dir) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : List.of(".env.example", ".env")) {
            folder.text(FolderPath.join(dir, name))
                    .ifPresent(text ->
                            Dotenv.parse(text.lines()).forEach(entry -> variables.put(entry.name(), entry.value())));
        }
        return variables;
    }

    static String expand(String text, Map<String, String> variables) {
        return Variables.expand(text, variables);
    }
}
