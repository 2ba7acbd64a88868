package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.XmlElement;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads pom.xml files, with what they inherit from parents in the folder. */
final class MavenReader {
    private static final int MAX_PARENTS = 10;

    private final Folder folder;

    MavenReader(Folder folder) {
        this.folder = folder;
    }

    Optional<JavaModule> read(String dir) {
        String file = FolderPath.join(dir, "pom.xml");
        List<XmlElement> line = lineage(dir);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        XmlElement pom = line.get(0);
        Map<String, String> properties = properties(line);
        Map<String, Evidence> dependencies = new LinkedHashMap<>();
        pom.at("dependencies")
                .ifPresent(all -> all.all("dependency")
                        .filter(dependency -> !dependency.textAt("scope").equals("test"))
                        .forEach(dependency -> dependencies.put(
                                dependency.textAt("artifactId").toLowerCase(Locale.ROOT),
                                new Evidence(
                                        file,
                                        dependency.line(),
                                        0.5,
                                        "depends on " + dependency.textAt("artifactId")))));
        List<String> plugins = new ArrayList<>();
        for (XmlElement ancestor : line) {
            ancestor.at("build", "plugins")
                    .ifPresent(all -> all.all("plugin")
                            .map(plugin -> plugin.textAt("artifactId"))
                            .forEach(plugins::add));
        }
        return Optional.of(new JavaModule(
                dir,
                file,
                root(dir),
                finalName(pom, properties),
                "",
                pom.textAt("packaging").isEmpty() ? "jar" : pom.textAt("packaging"),
                release(line, properties),
                mainClass(pom, properties),
                dependencies,
                plugins,
                pom.at("modules").isPresent(),
                isPublished(line)));
    }

    private List<XmlElement> lineage(String dir) {
        List<XmlElement> line = new ArrayList<>();
        String at = dir;
        Optional<XmlElement> pom = XmlElement.read(folder, FolderPath.join(at, "pom.xml"));
        while (pom.isPresent() && line.size() < MAX_PARENTS) {
            line.add(pom.get());
            Optional<XmlElement> parent = pom.get().at("parent");
            if (parent.isEmpty()) {
                break;
            }
            String stated = parent.get().textAt("relativePath");
            String path = FolderPath.join(at, stated.isEmpty() ? ".." : stated);
            at = path.endsWith(".xml") ? FolderPath.parent(path) : path;
            pom = XmlElement.read(folder, FolderPath.join(at, "pom.xml"));
        }
        return line;
    }

    /** The topmost folder whose pom gathers modules down to {@code dir}. */
    private String root(String dir) {
        String root = dir;
        String at = dir;
        while (!at.equals(".")) {
            at = FolderPath.parent(at);
            if (XmlElement.read(folder, FolderPath.join(at, "pom.xml"))
                    .filter(pom -> pom.at("modules").isPresent())
                    .isPresent()) {
                root = at;
            }
        }
        return root;
    }

    private static boolean isPublished(List<XmlElement> line) {
        boolean licensed = line.stream().anyMatch(pom -> pom.at("licenses").isPresent());
        boolean kept = line.stream()
                .anyMatch(pom -> pom.at("scm").isPresent()
                        || pom.at("distributionManagement").isPresent());
        return licensed && kept;
    }

    private static Map<String, String> properties(List<XmlElement> line) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (XmlElement pom : line) {
            pom.at("properties")
                    .ifPresent(all -> all.children()
                            .forEach(property -> properties.putIfAbsent(property.name(), property.text())));
        }
        XmlElement pom = line.get(0);
        String version = pom.textAt("version").isEmpty() ? pom.textAt("parent", "version") : pom.textAt("version");
        properties.put("project.artifactId", pom.textAt("artifactId"));
        properties.put("project.version", version);
        return properties;
    }

    private static String finalName(XmlElement pom, Map<String, String> properties) {
        String stated = pom.textAt("build", "finalName");
        String name = stated.isEmpty() ? "${project.artifactId}-${project.version}" : stated;
        return resolve(name, properties);
    }

    private static String release(List<XmlElement> line, Map<String, String> properties) {
        for (String name : List.of(
                "maven.compiler.release",
                "java.version",
                "maven.compiler.target",
                "maven.compiler.source",
                "release.version")) {
            String stated = properties.getOrDefault(name, "");
            if (!stated.isEmpty()) {
                return resolve(stated, properties);
            }
        }
        for (XmlElement pom : line) {
            Optional<XmlElement> compiler = pom.at("build", "plugins")
                    .flatMap(all -> all.all("plugin")
                            .filter(plugin -> plugin.textAt("artifactId").equals("maven-compiler-plugin"))
                            .findFirst());
            String stated = compiler.map(plugin ->
                            plugin.textAt("configuration", "release") + plugin.textAt("configuration", "target"))
                    .orElse("");
            if (!stated.isEmpty()) {
                return resolve(stated, properties);
            }
        }
        return "";
    }

    private static String mainClass(XmlElement pom, Map<String, String> properties) {
        return pom.at("build").stream()
                .flatMap(XmlElement::tree)
                .filter(element -> element.name().equals("mainClass"))
                .map(element -> resolve(element.text(), properties))
                .findFirst()
                .orElse("");
    }

    /** Fills in {@code ${a.b}}: Maven's property names hold dots, which shell names do not. */
    private static String resolve(String text, Map<String, String> properties) {
        String out = text;
        for (int round = 0; round < 5 && out.contains("${"); round++) {
            int from = out.indexOf("${");
            int to = out.indexOf('}', from);
            if (to < 0) {
                break;
            }
            out = out.substring(0, from)
                    + properties.getOrDefault(out.substring(from + 2, to), "")
                    + out.substring(to + 1);
        }
        return out;
    }
}
