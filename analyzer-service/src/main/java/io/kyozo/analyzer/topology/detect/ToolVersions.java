package io.kyozo.analyzer.topology.detect;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.DataFiles;
import java.util.List;
import java.util.Set;

/** Versions stated for asdf ({@code .tool-versions}) and mise ({@code mise.toml}). */
public final class ToolVersions {
    private ToolVersions() {}

    /** What is stated for the first of {@code tools} in {@code dir}; empty where nothing is. */
    public static String of(Folder folder, String dir, String... tools) {
        Set<String> wanted = Set.of(tools);
        String path = FolderPath.join(dir, ".tool-versions");
        String stated = folder.text(path)
                .flatMap(text -> text.lines().stream()
                        .map(line -> line.strip().split("\\s+", 3))
                        .filter(words -> words.length >= 2 && wanted.contains(words[0]))
                        .findFirst())
                .map(words -> words[1])
                .orElse("");
        return stated.isEmpty() ? mise(folder, dir, tools) : stated;
    }

    private static String mise(Folder folder, String dir, String... tools) {
        for (String file : List.of("mise.toml", ".mise.toml", ".config/mise.toml")) {
            JsonNode section =
                    DataFiles.toml(folder, FolderPath.join(dir, file)).path("tools");
            for (String tool : tools) {
                JsonNode value = section.path(tool);
                String version = value.isObject() ? value.path("version").asText("") : value.asText("");
                if (!version.isEmpty()) {
                    return version;
                }
            }
        }
        return "";
    }

    /** The first line of a one-line version file such as {@code .python-version}; empty where there is none. */
    public static String file(Folder folder, String path) {
        return folder.text(path)
                .flatMap(text -> text.lines().stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst())
                .orElse("");
    }
}
