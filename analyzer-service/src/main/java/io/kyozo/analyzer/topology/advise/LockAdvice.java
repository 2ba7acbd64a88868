package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packages whose versions nothing holds fast, so that each build may be of others. */
final class LockAdvice {
    /** How a stack locks its packages: the manifest, the files of which one is enough, and what makes one. */
    private record Lock(String manifest, List<String> files, String command) {}

    private static final Map<String, Lock> LOCKS = Map.of(
            "node",
                    new Lock(
                            "package.json",
                            List.of(
                                    "package-lock.json",
                                    "npm-shrinkwrap.json",
                                    "pnpm-lock.yaml",
                                    "yarn.lock",
                                    "bun.lock",
                                    "bun.lockb"),
                            "npm install once and keep package-lock.json"),
            "bun", new Lock("package.json", List.of("bun.lock", "bun.lockb"), "bun install once and keep bun.lock"),
            "go", new Lock("go.mod", List.of("go.sum", "vendor/modules.txt"), "go mod tidy and keep go.sum"),
            "rust", new Lock("Cargo.toml", List.of("Cargo.lock"), "cargo generate-lockfile and keep Cargo.lock"),
            "ruby", new Lock("Gemfile", List.of("Gemfile.lock"), "bundle lock and keep Gemfile.lock"),
            "php", new Lock("composer.json", List.of("composer.lock"), "composer update and keep composer.lock"),
            "elixir", new Lock("mix.exs", List.of("mix.lock"), "mix deps.get and keep mix.lock"),
            "dart", new Lock("pubspec.yaml", List.of("pubspec.lock"), "dart pub get and keep pubspec.lock"));

    private LockAdvice() {}

    static List<Recommendation> of(Folder folder, ServiceDraft draft, ServiceSpec spec) {
        boolean packages = draft.dependencies().keySet().stream()
                // What Composer calls php and ext-… comes with the runtime.
                .anyMatch(name -> !spec.stack().equals("php") || name.contains("/"));
        if (draft.isManaged() || !packages) {
            return List.of();
        }
        Optional<Evidence> open = spec.stack().equals("python") ? python(folder, spec) : locked(folder, draft, spec);
        String command = LOCKS.containsKey(spec.stack())
                ? "Run " + LOCKS.get(spec.stack()).command() + "."
                : "Pin every version, such as flask==3.0.3, or keep the lock file of uv, poetry or pipenv.";
        return open
                .map(where -> new Recommendation(
                        "build.no-lock-file",
                        "warning",
                        "Lock the packages of " + spec.name(),
                        "Without a lock file every build may fetch other versions. " + command,
                        List.of(where)))
                .stream()
                .toList();
    }

    private static Optional<Evidence> locked(Folder folder, ServiceDraft draft, ServiceSpec spec) {
        Lock lock = LOCKS.get(spec.stack());
        if (lock == null || !folder.has(FolderPath.join(spec.path(), lock.manifest()))) {
            return Optional.empty();
        }
        String root = draft.workspaceRoot().isEmpty() ? spec.path() : draft.workspaceRoot();
        boolean found = lock.files().stream()
                .anyMatch(name ->
                        folder.has(FolderPath.join(spec.path(), name)) || folder.has(FolderPath.join(root, name)));
        String manifest = FolderPath.join(spec.path(), lock.manifest());
        return found ? Optional.empty() : Optional.of(new Evidence(manifest, 1, 0.9, "has no lock file beside it"));
    }

    /** A requirements file locks what it names with a version; the other manifests need a lock file. */
    private static Optional<Evidence> python(Folder folder, ServiceSpec spec) {
        for (String lock : List.of("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock")) {
            if (folder.has(FolderPath.join(spec.path(), lock))) {
                return Optional.empty();
            }
        }
        String requirements = FolderPath.join(spec.path(), "requirements.txt");
        Optional<TextFile> text = folder.text(requirements);
        if (text.isPresent()) {
            return open(text.get());
        }
        for (String manifest : List.of("pyproject.toml", "Pipfile")) {
            String path = FolderPath.join(spec.path(), manifest);
            if (folder.has(path)) {
                return Optional.of(new Evidence(path, 1, 0.9, "has no lock file beside it"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Evidence> open(TextFile requirements) {
        for (int i = 0; i < requirements.lines().size(); i++) {
            String line = requirements.lines().get(i).strip();
            boolean names = !line.isEmpty() && Character.isLetter(line.charAt(0));
            if (names && !line.contains("==") && !line.contains("@") && !line.contains("--hash")) {
                return Optional.of(new Evidence(requirements.path(), i + 1, 0.9, "states no version"));
            }
        }
        return Optional.empty();
    }
}
