package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.Numbers;

/** Which Java runs a module: the oldest long-term release that can. */
final class JavaVersion {
    private static final int[] LONG_TERM = {17, 21, 25};

    private JavaVersion() {}

    static String of(Folder folder, JavaModule module) {
        int wanted = Numbers.first(
                module.release().startsWith("1.") ? module.release().substring(2) : module.release());
        if (wanted < 0) {
            wanted = Numbers.first(stated(folder, module.dir()));
        }
        if (wanted < 0) {
            wanted = systemProperty(folder, module.dir());
        }
        for (int release : LONG_TERM) {
            if (wanted <= release) {
                return String.valueOf(release);
            }
        }
        return String.valueOf(wanted);
    }

    /** As jenv, SDKMAN, asdf and mise are told. */
    private static String stated(Folder folder, String dir) {
        String version = ToolVersions.nearest(folder, dir, ".java-version");
        if (version.isEmpty()) {
            version = ToolVersions.climbing(dir, at -> line(folder, FolderPath.join(at, ".sdkmanrc"), "java="));
        }
        return version.isEmpty() ? ToolVersions.of(folder, dir, "java") : version;
    }

    private static int systemProperty(Folder folder, String dir) {
        return Numbers.first(line(folder, FolderPath.join(dir, "system.properties"), "java.runtime.version"));
    }

    private static String line(Folder folder, String path, String beginning) {
        return folder.text(path)
                .flatMap(text -> text.lines().stream()
                        .filter(line -> line.startsWith(beginning))
                        .findFirst())
                .orElse("");
    }
}
