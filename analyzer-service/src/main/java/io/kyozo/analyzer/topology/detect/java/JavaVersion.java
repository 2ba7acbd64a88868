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
            wanted = Numbers.first(ToolVersions.of(folder, module.dir(), "java"));
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

    private static int systemProperty(Folder folder, String dir) {
        return folder.text(FolderPath.join(dir, "system.properties"))
                .flatMap(text -> text.lines().stream()
                        .filter(line -> line.startsWith("java.runtime.version"))
                        .findFirst())
                .map(Numbers::first)
                .orElse(-1);
    }
}
