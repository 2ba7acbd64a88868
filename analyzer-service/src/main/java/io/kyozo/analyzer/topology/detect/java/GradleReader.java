package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.DevelopmentOnly;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.parse.Numbers;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads build.gradle and build.gradle.kts line by line for what they state plainly; nothing is evaluated. */
final class GradleReader {
    private static final List<String> SCOPES = List.of(
            "implementation", "api", "compile", "runtimeOnly", "developmentOnly", "providedRuntime", "compileOnly");

    private final Folder folder;

    GradleReader(Folder folder) {
        this.folder = folder;
    }

    Optional<JavaModule> read(String dir, String name) {
        String file = FolderPath.join(dir, name);
        return folder.text(file).map(text -> read(dir, file, text));
    }

    private JavaModule read(String dir, String file, TextFile text) {
        Map<String, Evidence> dependencies = new LinkedHashMap<>();
        List<String> plugins = new ArrayList<>();
        String release = "";
        String mainClass = "";
        int number = 0;
        for (String raw : text.lines()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("id ")
                    || line.startsWith("id(")
                    || line.startsWith("apply plugin")
                    || line.startsWith("alias(")
                    || line.startsWith("kotlin(")
                    || line.equals("application")
                    || line.equals("war")
                    || line.equals("java")) {
                plugins.add(line.contains("'") || line.contains("\"") ? quoted(line) : line);
            } else if (SCOPES.stream().anyMatch(line::startsWith)) {
                String artifact = artifact(quoted(line));
                if (!artifact.isEmpty()) {
                    dependencies.put(
                            artifact,
                            line.startsWith("developmentOnly")
                                    ? DevelopmentOnly.evidence(file, number, artifact)
                                    : new Evidence(file, number, 0.5, "depends on " + artifact));
                }
            }
            if (line.contains("JavaLanguageVersion.of(")
                    || line.contains("sourceCompatibility")
                    || line.contains("jvmToolchain(")) {
                int found = Numbers.first(line.replace("1.8", "8").replace("VERSION_1_8", "8"));
                release = found > 0 ? String.valueOf(found) : release;
            }
            if (line.startsWith("mainClass") || line.contains("attributes") && line.contains("Main-Class")) {
                mainClass = last(line);
            }
        }
        String root = root(dir);
        return new JavaModule(
                dir,
                file,
                root,
                artifactName(dir),
                version(text),
                plugins.contains("war") ? "war" : "jar",
                release,
                mainClass,
                dependencies,
                plugins,
                gathers(dir),
                plugins.stream().anyMatch(plugin -> plugin.contains("maven-publish") || plugin.contains("signing")));
    }

    private boolean gathers(String dir) {
        return List.of("settings.gradle", "settings.gradle.kts").stream()
                .flatMap(name -> folder.text(FolderPath.join(dir, name)).stream())
                .anyMatch(text ->
                        text.lines().stream().anyMatch(line -> line.strip().startsWith("include")));
    }

    private String root(String dir) {
        String at = dir;
        while (true) {
            if (folder.has(FolderPath.join(at, "settings.gradle"))
                    || folder.has(FolderPath.join(at, "settings.gradle.kts"))) {
                return at;
            }
            if (at.equals(".")) {
                return dir;
            }
            at = FolderPath.parent(at);
        }
    }

    private String artifactName(String dir) {
        for (String name : List.of("settings.gradle", "settings.gradle.kts")) {
            Optional<String> stated = folder.text(FolderPath.join(dir, name))
                    .flatMap(text -> text.lines().stream()
                            .filter(line -> line.contains("rootProject.name"))
                            .findFirst())
                    .map(GradleReader::quoted);
            if (stated.isPresent() && !stated.get().isEmpty()) {
                return stated.get();
            }
        }
        return dir.equals(".") ? folder.name() : FolderPath.name(dir);
    }

    private static String version(TextFile text) {
        return text.lines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("version"))
                .map(GradleReader::quoted)
                .findFirst()
                .orElse("");
    }

    private static String artifact(String coordinates) {
        String[] parts = coordinates.split(":", 4);
        return parts.length >= 2 ? parts[1].toLowerCase(Locale.ROOT) : "";
    }

    /** What stands between the first pair of quotes. */
    private static String quoted(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'' || c == '"') {
                int end = line.indexOf(c, i + 1);
                return end < 0 ? "" : line.substring(i + 1, end);
            }
        }
        return "";
    }

    /** What stands between the last pair of quotes. */
    private static String last(String line) {
        String[] parts = line.split("[\"']", 50);
        return parts.length >= 2 ? parts[parts.length - 2 + (parts.length % 2 == 0 ? 1 : 0)] : "";
    }
}
