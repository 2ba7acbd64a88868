package io.kyozo.analyzer.topology.detect;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Versions stated for asdf ({@code .tool-versions}), for mise ({@code mise.toml}), and in files of one line such as
 * {@code .python-version}: in a service's folder, or the nearest above it that states one, as those tools look for them.
 */
public final class ToolVersions {
    private ToolVersions() {}

    /** What is stated for the first of {@code tools} in {@code dir} or above; empty where nothing is. */
    public static String of(Folder folder, String dir, String... tools) {
        return climbing(dir, at -> {
            String stated = asdf(folder, at, Set.of(tools));
            return stated.isEmpty() ? mise(folder, at, tools) : stated;
        });
    }

    /** What the file {@code name} in {@code dir}, or the nearest above, states; empty where there is none. */
    public static String nearest(Folder folder, String dir, String name) {
        return climbing(dir, at -> file(folder, FolderPath.join(at, name)));
    }

    /** The first answer for {@code dir} or a folder above it that is not empty; empty where all are. */
    public static String climbing(String dir, Function<String, String> stated) {
        String at = dir;
        String found = stated.apply(at);
        while (found.isEmpty() && !at.equals(".")) {
            at = FolderPath.parent(at);
            found = stated.apply(at);
        }
        return found;
    }

    /** Major and minor of a version, such as {@code 1.16} of {@code 1.16.2-otp-26}; empty for what is no version. */
    public static String minor(String stated) {
        String bare = stated.startsWith("v") ? stated.substring(1) : stated;
        int major = Numbers.leading(bare);
        int dot = bare.indexOf('.');
        int minor = dot < 0 ? -1 : Numbers.leading(bare.substring(dot + 1));
        return major < 0 ? "" : minor < 0 ? String.valueOf(major) : major + "." + minor;
    }

    private static String asdf(Folder folder, String dir, Set<String> tools) {
        return folder.text(FolderPath.join(dir, ".tool-versions"))
                .flatMap(text -> text.lines().stream()
                        .map(line -> line.strip().split("\\s+", 3))
                        .filter(words -> words.length >= 2 && tools.contains(words[0]))
                        .findFirst())
                .map(words -> words[1])
                .orElse("");
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
