package io.kyozo.analyzer.topology.detect.migration;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import java.util.List;

/** Frameworks of the Java platform that run migrations when they start: Spring Boot unless told not to, Quarkus if told to. */
final class FrameworkStart {
    private static final List<String> SETTINGS =
            List.of("application.properties", "application.yml", "application.yaml");

    private FrameworkStart() {}

    static boolean migrates(Folder folder, ServiceDraft draft, MigrationTool tool) {
        List<TextFile> settings = SETTINGS.stream()
                .flatMap(name -> folder.text(FolderPath.join(draft.path(), "src/main/resources/" + name)).stream())
                .toList();
        if (draft.framework().equals("quarkus")) {
            return settings.stream().anyMatch(text -> states(text, tool.name(), "migrate-at-start", "true"));
        }
        return tool.frameworks().contains(draft.framework())
                && settings.stream().noneMatch(text -> states(text, tool.name(), "enabled", "false"));
    }

    /** Whether settings hold {@code ….tool.key=value}, or the same in YAML; the tool's keys are indented below it. */
    private static boolean states(TextFile text, String tool, String key, String value) {
        int inside = -1;
        for (String raw : text.lines()) {
            String line = raw.strip().replace(" ", "");
            int indent = raw.length() - raw.stripLeading().length();
            if (line.endsWith(tool + "." + key + "=" + value) || line.endsWith(tool + "." + key + ":" + value)) {
                return true;
            }
            if (line.equals(tool + ":")) {
                inside = indent;
            } else if (!line.isEmpty() && indent <= inside) {
                inside = -1;
            } else if (inside >= 0 && line.equals(key + ":" + value)) {
                return true;
            }
        }
        return false;
    }
}
