package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.FolderPath;
import java.util.Locale;
import java.util.Set;

/** Files that hold a service's settings: read for the addresses that they name. */
final class Settings {
    private static final Set<String> EXTENSIONS =
            Set.of("yml", "yaml", "properties", "toml", "ini", "conf", "cfg", "json", "env", "xml");

    private Settings() {}

    /** Whether a file of this name may hold settings, wherever it lies. */
    static boolean mayBe(String name) {
        return name.startsWith(".env") || EXTENSIONS.contains(FolderPath.extension(name));
    }

    /** Whether the file at {@code path}, relative to its service, holds settings of the running service. */
    static boolean isSettings(String path) {
        String name = FolderPath.name(path).toLowerCase(Locale.ROOT);
        if (name.startsWith(".env")) {
            return !name.contains("test");
        }
        if (!EXTENSIONS.contains(FolderPath.extension(path)) || name.startsWith("docker-compose")) {
            return false;
        }
        String dir = FolderPath.name(FolderPath.parent(path)).toLowerCase(Locale.ROOT);
        return name.startsWith("application")
                || name.startsWith("appsettings")
                || name.startsWith("bootstrap")
                || name.startsWith("settings")
                || name.startsWith("config")
                || name.startsWith("nginx")
                || name.endsWith(".conf")
                || name.endsWith(".ini")
                || dir.equals("config") && FolderPath.depth(path) <= 2
                || dir.equals("conf") && FolderPath.depth(path) <= 2;
    }
}
