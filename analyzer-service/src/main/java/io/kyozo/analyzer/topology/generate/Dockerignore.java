package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;

/** What stays out of a build context: history, what builds make, secrets. */
final class Dockerignore {
    private static final List<String> ALWAYS = List.of(
            ".git",
            ".gitignore",
            "**/.env",
            "**/.env.*",
            "**/*.pem",
            "**/*.key",
            "**/id_rsa*",
            "Dockerfile*",
            ".dockerignore",
            "compose*.yaml",
            "docker-compose*.yml",
            "kubernetes",
            ".idea",
            ".vscode",
            "**/.DS_Store");

    private Dockerignore() {}

    static String of(Recipe recipe) {
        List<String> lines = new ArrayList<>(ALWAYS);
        lines.addAll(made(recipe));
        return String.join("\n", lines) + "\n";
    }

    /** What the stack's tools leave behind on a developer's machine. */
    private static List<String> made(Recipe recipe) {
        boolean compiles = !recipe.plan().compile().isEmpty();
        return switch (recipe.draft().stack()) {
            case "node", "bun", "deno" ->
                compiles
                        ? List.of("**/node_modules", "**/npm-debug.log*", "coverage", "**/.next", "**/dist")
                        : List.of("**/node_modules", "**/npm-debug.log*", "coverage");
            case "python" -> List.of("**/__pycache__", "**/*.pyc", ".venv", "venv", ".pytest_cache");
            case "java", "kotlin", "scala", "clojure" -> List.of("**/target", "**/build", "**/.gradle");
            case "rust" -> List.of("**/target");
            case "ruby" -> List.of("log", "tmp", "vendor/bundle", "_site");
            case "php" -> List.of("vendor", "node_modules");
            case "dotnet" -> List.of("**/bin", "**/obj");
            case "elixir" -> List.of("_build", "deps");
            case "gleam", "zig", "cpp" -> List.of("build", "zig-out", "zig-cache", ".zig-cache");
            case "swift" -> List.of(".build");
            case "crystal" -> List.of("bin", "lib");
            case "dart" -> List.of(".dart_tool", "build");
            case "haskell" -> List.of(".stack-work", "dist-newstyle");
            default -> List.of();
        };
    }
}
