package io.kyozo.analyzer.topology.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.parse.DataFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One package.json. */
final class NodePackage {
    private final Folder folder;
    private final String dir;
    private final JsonNode json;

    NodePackage(Folder folder, String dir) {
        this.folder = folder;
        this.dir = dir;
        this.json = DataFiles.json(folder, file());
    }

    String dir() {
        return dir;
    }

    String file() {
        return FolderPath.join(dir, "package.json");
    }

    JsonNode json() {
        return json;
    }

    String name() {
        return json.path("name").asText("");
    }

    String script(String name) {
        return json.path("scripts").path(name).asText("").strip();
    }

    boolean hasScript(String name) {
        return !script(name).isEmpty();
    }

    boolean hasField(String name) {
        return json.has(name);
    }

    int lineOf(String key) {
        return folder.text(file()).map(text -> text.lineOf("\"" + key + "\"")).orElse(0);
    }

    /** Packages it runs with, then those it is built with. */
    Map<String, Boolean> dependencies() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        json.path("dependencies").fieldNames().forEachRemaining(name -> all.put(name, true));
        json.path("devDependencies").fieldNames().forEachRemaining(name -> all.putIfAbsent(name, false));
        return all;
    }

    boolean runsWith(String dependency) {
        return json.path("dependencies").has(dependency);
    }

    boolean has(String dependency) {
        return runsWith(dependency) || json.path("devDependencies").has(dependency);
    }

    boolean hasDependencies() {
        return !json.path("dependencies").isEmpty()
                || !json.path("devDependencies").isEmpty();
    }

    boolean hasFile(String name) {
        return folder.has(FolderPath.join(dir, name));
    }

    Folder folder() {
        return folder;
    }

    /** Globs of its workspaces, from package.json or pnpm-workspace.yaml. */
    List<String> workspaces() {
        List<String> globs = new ArrayList<>();
        JsonNode field = json.path("workspaces");
        JsonNode list = field.isObject() ? field.path("packages") : field;
        list.forEach(glob -> globs.add(glob.asText()));
        DataFiles.yaml(folder, FolderPath.join(dir, "pnpm-workspace.yaml"))
                .path("packages")
                .forEach(glob -> globs.add(glob.asText()));
        DataFiles.json(folder, FolderPath.join(dir, "lerna.json"))
                .path("packages")
                .forEach(glob -> globs.add(glob.asText()));
        DataFiles.json(folder, FolderPath.join(dir, "rush.json"))
                .path("projects")
                .forEach(project -> globs.add(project.path("projectFolder").asText()));
        moon(DataFiles.yaml(folder, FolderPath.join(dir, ".moon/workspace.yml")).path("projects"), globs);
        return globs;
    }

    /** A list of globs, a map from names to folders, or both below {@code globs} and {@code sources}. */
    private static void moon(JsonNode projects, List<String> globs) {
        JsonNode sources = projects.has("sources") ? projects.path("sources") : projects;
        JsonNode list = projects.has("globs") ? projects.path("globs") : projects;
        if (sources.isObject()) {
            sources.forEach(place -> globs.add(place.asText("")));
        }
        if (list.isArray()) {
            list.forEach(glob -> globs.add(glob.asText("")));
        }
        globs.removeIf(String::isEmpty);
    }

    /** Whether Rush builds it: packages are installed and linked by it alone. */
    boolean isRush() {
        return hasFile("rush.json");
    }

    boolean isWorkspaceRoot() {
        return !workspaces().isEmpty() || hasFile("nx.json") || hasFile("turbo.json");
    }

    /** The file that runs when the package is started by its main file; empty where there is none. */
    String mainFile() {
        String main = json.path("main").asText(json.path("module").asText(""));
        List<String> candidates = new ArrayList<>();
        if (!main.isEmpty()) {
            candidates.add(main);
            candidates.add(main + ".js");
            candidates.add(main + "/index.js");
        }
        for (String base : List.of("server", "app", "index", "main")) {
            for (String extension : List.of(".js", ".mjs", ".cjs", ".ts")) {
                candidates.add(base + extension);
                candidates.add("src/" + base + extension);
            }
        }
        return candidates.stream()
                .map(FolderPath::normalize)
                .filter(this::hasFile)
                .findFirst()
                .orElse("");
    }

    TextFile text() {
        return folder.text(file()).orElse(new TextFile(file(), List.of()));
    }
}
