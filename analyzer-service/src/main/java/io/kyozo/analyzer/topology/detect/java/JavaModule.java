package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.contracts.topology.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Maven or Gradle module.
 *
 * @param dir its folder
 * @param file its build file
 * @param root the folder of the build that it is part of
 * @param artifact name of what it builds, without a version
 * @param version of what it builds; empty where none is stated
 * @param packaging jar, war or pom
 * @param release the Java release that it is compiled for; empty where none is stated
 * @param mainClass as its build file states it; empty where it does not
 * @param dependencies artifacts it depends on, by lower-case name
 * @param plugins of its build
 * @param hasModules whether it gathers other modules
 * @param published whether it carries what a public repository asks for: licences, and where its sources are kept
 */
record JavaModule(
        String dir,
        String file,
        String root,
        String artifact,
        String version,
        String packaging,
        String release,
        String mainClass,
        Map<String, Evidence> dependencies,
        List<String> plugins,
        boolean hasModules,
        boolean published) {

    /** What other modules of the folder may call it: the artifact without a version, and its folder. */
    List<String> names() {
        int dash = artifact.lastIndexOf('-');
        boolean versioned = dash > 0 && dash + 1 < artifact.length() && Character.isDigit(artifact.charAt(dash + 1));
        String bare = versioned ? artifact.substring(0, dash) : artifact.replace("-SNAPSHOT", "");
        return dir.equals(".") ? List.of(bare) : List.of(bare, FolderPath.name(dir));
    }

    boolean isMaven() {
        return file.endsWith(".xml");
    }

    boolean hasPlugin(String part) {
        return plugins.stream().anyMatch(plugin -> plugin.contains(part));
    }

    /** A class with a main method, and the line where it is. */
    static Optional<Evidence> mainClass(Folder folder, String dir) {
        Map<String, Evidence> found = new LinkedHashMap<>();
        for (FolderFile file : folder.under(dir)) {
            String relative = FolderPath.relativize(dir, file.path());
            boolean source = file.name().endsWith(".java") || file.name().endsWith(".kt");
            if (source && !relative.contains("src/test/") && found.size() < 1) {
                folder.text(file.path())
                        .map(text -> Math.max(
                                text.lineOf("static void main("),
                                Math.max(text.lineOf("fun main("), text.lineOf("static public void main("))))
                        .filter(line -> line > 0)
                        .ifPresent(line ->
                                found.put(file.path(), new Evidence(file.path(), line, 0.5, "has a main method")));
            }
        }
        return found.values().stream().findFirst();
    }
}
