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
    /** What is looked for in a folder, the preferred first. */
    static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    /**
     * A key that would let a service out of its container.
     *
     * @param service that asks for it
     * @param key such as {@code privileged}
     * @param line 1-based
     * @param why it is refused
     */
    public record RefusedKey(String service, String key, int line, String why) {}

    /** Reads the file at {@code path}; without services where it is not a compose file. */
    public static ComposeFile read(Folder folder, String path) {
        JsonNode document = DataFiles.yaml(folder, path);
        JsonNode all = document.path("services");
        Map<String, String> variables = variables(folder, FolderPath.parent(path));
        String text = folder.text(path).map(file -> file.text()).orElse("");
        List<ComposeService> services = new ArrayList<>();
        List<RefusedKey> refused = new ArrayList<>();
        all.fields().forEachRemaining(entry -> {
            JsonNode node = ComposeExtends.resolve(folder, path, all, entry.getValue());
            if (node.isObject()) {
                int line = YamlTree.lineOf(text, "services", entry.getKey());
                services.add(new ComposeReader(FolderPath.parent(path), variables).read(entry.getKey(), line, node));
                DangerousKeys.find(FolderPath.parent(path), entry.getKey(), node, text, refused);
            }
        });
        return new ComposeFile(path, services, refused);
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
