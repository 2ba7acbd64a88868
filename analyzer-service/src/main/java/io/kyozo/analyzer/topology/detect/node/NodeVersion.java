package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.List;
import org.semver4j.Semver;

/**
 * Which Node.js a package wants: engines, Volta, .nvmrc, .node-version, .tool-versions, mise; the default where nothing says.
 */
final class NodeVersion {
    static final String DEFAULT = "20";

    /** Majors that are offered, the preferred first: what most packages run with, then newer, then older ones. */
    private static final List<String> OFFERED = List.of("20", "22", "24", "18", "16", "14", "12");

    private NodeVersion() {}

    static String of(NodePackage pkg, NodePackage root, ServiceDraft draft) {
        for (NodePackage place : List.of(pkg, root)) {
            String engines = place.json().path("engines").path("node").asText("");
            if (!engines.isBlank()) {
                draft.shows(place.file(), place.lineOf("engines"), 0.05, "wants Node.js " + engines);
                return satisfying(engines);
            }
            String volta = place.json().path("volta").path("node").asText("");
            if (!volta.isBlank()) {
                draft.shows(place.file(), place.lineOf("volta"), 0.05, "wants Node.js " + volta);
                return major(volta);
            }
            for (String file : List.of(".nvmrc", ".node-version")) {
                String stated = line(place.folder(), FolderPath.join(place.dir(), file));
                if (!stated.isEmpty()) {
                    draft.shows(FolderPath.join(place.dir(), file), 1, 0.05, "wants Node.js " + stated);
                    return major(stated);
                }
            }
            String tool = ToolVersions.of(place.folder(), place.dir(), "nodejs", "node");
            if (!tool.isEmpty()) {
                return major(tool);
            }
        }
        return above(pkg);
    }

    /** Of the folder that holds the package and others beside it. */
    private static String above(NodePackage pkg) {
        String stated = ToolVersions.nearest(pkg.folder(), pkg.dir(), ".nvmrc");
        if (stated.isEmpty()) {
            stated = ToolVersions.nearest(pkg.folder(), pkg.dir(), ".node-version");
        }
        return stated.isEmpty() ? DEFAULT : major(stated);
    }

    private static String line(Folder folder, String path) {
        return folder.text(path)
                .flatMap(text ->
                        text.lines().stream().filter(line -> !line.isBlank()).findFirst())
                .map(String::strip)
                .orElse("");
    }

    private static String major(String stated) {
        int number = Numbers.first(stated);
        if (number > 0) {
            return String.valueOf(number);
        }
        return switch (stated.toLowerCase(java.util.Locale.ROOT)) {
            case "lts/iron" -> "20";
            case "lts/jod" -> "22";
            case "lts/krypton" -> "24";
            case "lts/hydrogen" -> "18";
            default -> DEFAULT;
        };
    }

    private static String satisfying(String range) {
        if (range.length() > 100) {
            return DEFAULT;
        }
        for (String major : OFFERED) {
            // A late minor: a range such as ">=20.9" is met by the current release of that major.
            Semver newest = new Semver(major + ".99.0");
            if (newest.satisfies(range)) {
                return major;
            }
        }
        int number = Numbers.first(range);
        return number > 0 && number < 100 ? String.valueOf(number) : DEFAULT;
    }
}
