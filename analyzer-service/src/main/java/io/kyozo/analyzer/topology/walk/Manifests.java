package io.kyozo.analyzer.topology.walk;

import java.util.Set;

/** Files that say what a folder is built from; they come first where not all can be looked at. */
final class Manifests {
    private static final Set<String> NAMES = Set.of(
            "package.json",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "Cargo.toml",
            "pyproject.toml",
            "setup.py",
            "requirements.txt",
            "go.mod",
            "composer.json",
            "Gemfile",
            "mix.exs",
            "build.sbt",
            "gleam.toml",
            "Pipfile",
            "project.clj",
            "CMakeLists.txt",
            "manage.py");

    private Manifests() {}

    static boolean isOne(String name) {
        return NAMES.contains(name);
    }
}
