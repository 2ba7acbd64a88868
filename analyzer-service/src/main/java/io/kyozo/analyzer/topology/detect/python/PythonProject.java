package io.kyozo.analyzer.topology.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One Python root: its manifests, and the packages that they name. */
final class PythonProject {
    /** Files that state packages. */
    static final List<String> MANIFESTS =
            List.of("requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "environment.yml");

    private static final int MAX_DEPENDENCIES = 500;

    /** Groups of packages that only development needs. */
    private static final Set<String> ASIDE =
            Set.of("test", "tests", "testing", "dev", "docs", "doc", "lint", "typing", "develop", "development");

    private final Folder folder;
    private final String dir;
    private final JsonNode pyproject;
    private final String manage;
    private final Map<String, Evidence> dependencies = new LinkedHashMap<>();

    PythonProject(Folder folder, String dir) {
        this.folder = folder;
        this.dir = dir;
        this.pyproject = DataFiles.toml(folder, file("pyproject.toml"));
        requirements();
        pyproject();
        DataFiles.toml(folder, file("Pipfile"))
                .path("packages")
                .fieldNames()
                .forEachRemaining(name -> add(name, "Pipfile"));
        quoted("setup.py", "install_requires");
        plain("setup.cfg");
        plain("environment.yml");
        this.manage = findManage();
    }

    /** Where its manage.py lies, relative to it, at most two folders deep; empty for no Django project. */
    String manage() {
        return manage;
    }

    private String findManage() {
        if (has("manage.py")) {
            return "manage.py";
        }
        return folder.named(dir, List.of("manage.py")).stream()
                .map(file -> FolderPath.relativize(dir, file.path()))
                .filter(path -> FolderPath.depth(path) <= 3
                        && Places.seldomService(path).isEmpty())
                .filter(path -> MANIFESTS.stream().noneMatch(name -> has(FolderPath.parent(path) + "/" + name)))
                .min(Comparator.comparingInt(FolderPath::depth))
                .orElse("");
    }

    Folder folder() {
        return folder;
    }

    String dir() {
        return dir;
    }

    String file(String name) {
        return FolderPath.join(dir, name);
    }

    boolean has(String name) {
        return folder.has(file(name));
    }

    /** The first command that the package installs; empty where it installs none. */
    String script() {
        JsonNode scripts = pyproject.path("project").path("scripts");
        JsonNode poetry = pyproject.path("tool").path("poetry").path("scripts");
        Iterator<String> names = scripts.isObject() ? scripts.fieldNames() : poetry.fieldNames();
        boolean stated = folder.text(file("setup.py"))
                .or(() -> folder.text(file("setup.cfg")))
                .filter(text -> text.contains("console_scripts"))
                .isPresent();
        return names.hasNext() ? names.next() : stated ? FolderPath.name(dir) : "";
    }

    JsonNode toml() {
        return pyproject;
    }

    Map<String, Evidence> dependencies() {
        return dependencies;
    }

    /** The requirements file that is installed; empty where there is none. */
    String requirementsFile() {
        return List.of(
                        "requirements.txt",
                        "requirements/production.txt",
                        "requirements/prod.txt",
                        "requirements/base.txt")
                .stream()
                .filter(this::has)
                .findFirst()
                .orElse("");
    }

    private void requirements() {
        for (String name : List.of(
                "requirements.txt",
                "requirements/base.txt",
                "requirements/production.txt",
                "requirements/prod.txt",
                "requirements.in")) {
            folder.text(file(name)).ifPresent(text -> requirements(name, text));
        }
    }

    private void requirements(String name, TextFile text) {
        for (String line : text.lines()) {
            String entry = line.strip();
            if (!entry.isEmpty() && Character.isLetter(entry.charAt(0))) {
                add(entry, name);
            }
        }
    }

    private void pyproject() {
        JsonNode project = pyproject.path("project");
        project.path("dependencies").forEach(entry -> add(entry.asText(), "pyproject.toml"));
        project.path("optional-dependencies").fields().forEachRemaining(group -> {
            if (!ASIDE.contains(group.getKey().toLowerCase(Locale.ROOT))) {
                group.getValue().forEach(entry -> add(entry.asText(), "pyproject.toml"));
            }
        });
        pyproject
                .path("tool")
                .path("poetry")
                .path("dependencies")
                .fieldNames()
                .forEachRemaining(name -> add(name, "pyproject.toml"));
        pyproject
                .path("tool")
                .path("pdm")
                .path("dependencies")
                .fieldNames()
                .forEachRemaining(name -> add(name, "pyproject.toml"));
    }

    private void quoted(String name, String after) {
        Optional<TextFile> text = folder.text(file(name));
        if (text.isEmpty()) {
            return;
        }
        int from = text.get().lineOf(after);
        List<String> lines = text.get().lines();
        for (int i = Math.max(0, from - 1); from > 0 && i < lines.size(); i++) {
            for (String part : lines.get(i).split("[\"']")) {
                if (!part.isBlank() && Character.isLetter(part.charAt(0)) && !part.contains("(")) {
                    add(part, name);
                }
            }
            if (lines.get(i).contains("]")) {
                return;
            }
        }
    }

    private void plain(String name) {
        folder.text(file(name)).ifPresent(text -> {
            boolean aside = false;
            for (String line : text.lines()) {
                String entry = line.strip();
                if (!line.startsWith(" ") && !entry.isEmpty()) {
                    aside = !entry.startsWith("[options]") && !entry.startsWith("install_requires");
                } else if (entry.endsWith("=") && line.startsWith("  ")) {
                    aside = ASIDE.contains(entry.replace("=", "").strip());
                }
                if (aside && name.equals("setup.cfg")) {
                    continue;
                }
                if (entry.startsWith("- ")) {
                    add(entry.substring(2).strip(), name);
                } else if (name.equals("setup.cfg")
                        && line.startsWith(" ")
                        && !entry.isEmpty()
                        && Character.isLetter(entry.charAt(0))
                        && !entry.contains(" = ")) {
                    add(entry, name);
                }
            }
        });
    }

    private void add(String requirement, String name) {
        int end = 0;
        while (end < requirement.length() && isNamePart(requirement.charAt(end))) {
            end++;
        }
        if (end == 0 || dependencies.size() >= MAX_DEPENDENCIES) {
            return;
        }
        String written = requirement.substring(0, end);
        String normal = written.toLowerCase(Locale.ROOT).replace('_', '-');
        int line = folder.text(file(name)).map(text -> text.lineOf(written)).orElse(0);
        dependencies.putIfAbsent(normal, new Evidence(file(name), line, 0.5, "depends on " + normal));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
