package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.ServiceDraft;
import java.util.ArrayList;
import java.util.List;

/** What stays out of a build context: history, what builds make, secrets. */
final class Dockerignore {
    private static final List<String> ALWAYS = List.of(
            ".git",
            ".gitignore",
            ".env",
            ".env.*",
            "*.pem",
            "*.key",
            "Dockerfile",
            ".dockerignore",
            "compose*.yaml",
            "docker-compose*.yml",
            ".idea",
            ".vscode",
            "**/.DS_Store");

    private Dockerignore() {}

    static String of(ServiceDraft draft) {
        List<String> lines = new ArrayList<>(ALWAYS);
        switch (draft.stack()) {
            case "node", "bun", "deno" ->
                lines.addAll(List.of("**/node_modules", "**/npm-debug.log*", "coverage", ".next", "dist"));
            case "python" -> lines.addAll(List.of("**/__pycache__", "**/*.pyc", ".venv", "venv", ".pytest_cache"));
            case "java", "kotlin", "scala", "clojure", "rust" ->
                lines.addAll(List.of("**/target", "**/build", ".gradle"));
            case "ruby" -> lines.addAll(List.of("log", "tmp", "vendor/bundle"));
            case "php" -> lines.addAll(List.of("vendor", "node_modules"));
            case "dotnet" -> lines.addAll(List.of("**/bin", "**/obj"));
            case "elixir" -> lines.addAll(List.of("_build", "deps"));
            default -> {
                // Nothing that its builds leave behind is known.
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
