package io.kyozo.analyzer.topology.walk;

import java.util.List;
import java.util.Set;

/** Folders that hold what tools made or fetched, never a person's own sources. Linguist's vendor list is the model. */
final class SkippedFolders {
    private static final Set<String> ALWAYS = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".idea",
            ".vscode",
            ".gradle",
            ".mvn",
            ".next",
            ".nuxt",
            ".output",
            ".svelte-kit",
            ".turbo",
            ".nx",
            ".cache",
            ".parcel-cache",
            ".angular",
            ".astro",
            ".vercel",
            ".netlify",
            ".terraform",
            ".tox",
            ".nox",
            ".venv",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".eggs",
            ".stack-work",
            ".elixir_ls",
            ".dart_tool",
            ".pnpm-store",
            ".yarn",
            ".bundle",
            ".kyozo",
            "__pycache__",
            "node_modules",
            "bower_components",
            "jspm_packages",
            "elm-stuff",
            "dist-newstyle",
            "Pods",
            "DerivedData",
            "site-packages",
            "__MACOSX");

    /** Made by a build, where the build's own manifest lies beside them. */
    private static final Set<String> BESIDE_MANIFEST = Set.of(
            "target", "build", "dist", "out", "vendor", "_build", "deps", "bin", "obj", "venv", "env", "coverage");

    private SkippedFolders() {}

    /** Whether the folder {@code name} is left out, given the names of the files beside it. */
    static boolean skips(String name, List<String> besides) {
        if (ALWAYS.contains(name)) {
            return true;
        }
        if (!BESIDE_MANIFEST.contains(name)) {
            return false;
        }
        return switch (name) {
            case "bin", "obj" -> besides.stream().anyMatch(SkippedFolders::isDotnetProject);
            case "deps", "_build" -> besides.contains("mix.exs") || besides.contains("gleam.toml");
            case "vendor" ->
                besides.contains("go.mod")
                        || besides.contains("composer.json")
                        || besides.contains("Gemfile")
                        || besides.contains("Cargo.toml");
            default -> besides.stream().anyMatch(Manifests::isOne);
        };
    }

    private static boolean isDotnetProject(String file) {
        return file.endsWith(".csproj") || file.endsWith(".fsproj") || file.endsWith(".vbproj");
    }
}
