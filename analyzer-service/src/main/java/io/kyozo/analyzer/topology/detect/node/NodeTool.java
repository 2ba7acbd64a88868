package io.kyozo.analyzer.topology.detect.node;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The package manager that a package is installed with.
 *
 * @param kind which one
 * @param lockDir folder that holds the lock file; empty without one
 * @param lockFile name of the lock file; empty without one
 * @param major major version where one is stated, else 0
 */
record NodeTool(Kind kind, String lockDir, String lockFile, int major) {
    enum Kind {
        NPM,
        YARN,
        PNPM,
        BUN
    }

    private static final List<String> LOCKS =
            List.of("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb");

    /** Looks in the package's folder, then in its workspace's. */
    static NodeTool of(NodePackage pkg, NodePackage root) {
        String stated = pkg.json()
                .path("packageManager")
                .asText(root.json().path("packageManager").asText(""));
        int at = stated.indexOf('@');
        int major = at < 0 ? 0 : Math.max(0, Numbers.leading(stated.substring(at + 1)));
        for (String dir : List.of(pkg.dir(), root.dir())) {
            String lock = lockIn(pkg.folder(), dir);
            if (!lock.isEmpty()) {
                return new NodeTool(stated.isEmpty() ? kindOf(lock) : named(stated), dir, lock, major);
            }
        }
        return new NodeTool(stated.isEmpty() ? Kind.NPM : named(stated), "", "", major);
    }

    private static String lockIn(Folder folder, String dir) {
        return LOCKS.stream()
                .filter(lock -> folder.has(FolderPath.join(dir, lock)))
                .findFirst()
                .orElse("");
    }

    private static Kind kindOf(String lock) {
        return switch (lock) {
            case "pnpm-lock.yaml" -> Kind.PNPM;
            case "yarn.lock" -> Kind.YARN;
            case "bun.lock", "bun.lockb" -> Kind.BUN;
            default -> Kind.NPM;
        };
    }

    private static Kind named(String stated) {
        if (stated.startsWith("pnpm")) {
            return Kind.PNPM;
        }
        if (stated.startsWith("yarn")) {
            return Kind.YARN;
        }
        return stated.startsWith("bun") ? Kind.BUN : Kind.NPM;
    }

    boolean locked() {
        return switch (kind) {
            case NPM -> lockFile.endsWith(".json");
            case YARN -> lockFile.equals("yarn.lock");
            case PNPM -> lockFile.equals("pnpm-lock.yaml");
            case BUN -> lockFile.startsWith("bun.");
        };
    }

    /** Installs the packages; {@code all} also those that only the build needs. Works where only npm is there. */
    List<String> install(boolean all) {
        List<String> argv = new ArrayList<>(runner());
        switch (kind) {
            case NPM -> argv.addAll(locked() ? List.of("ci") : List.of("install"));
            case YARN ->
                argv.addAll(
                        major >= 2
                                ? List.of("install", "--immutable")
                                : locked() ? List.of("install", "--frozen-lockfile") : List.of("install"));
            case PNPM, BUN -> argv.addAll(locked() ? List.of("install", "--frozen-lockfile") : List.of("install"));
        }
        if (kind == Kind.NPM) {
            argv.addAll(all ? List.of("--no-audit", "--no-fund") : List.of("--omit=dev", "--no-audit", "--no-fund"));
        } else if (!all && !(kind == Kind.YARN && major >= 2)) {
            argv.add(kind == Kind.PNPM ? "--prod" : "--production");
        }
        return argv;
    }

    List<String> run(String script) {
        List<String> argv = new ArrayList<>(runner());
        argv.addAll(List.of("run", script));
        return argv;
    }

    private List<String> runner() {
        return switch (kind) {
            case NPM -> List.of("npm");
            case YARN -> List.of("npx", "--yes", major >= 2 ? "@yarnpkg/cli-dist@" + major : "yarn@1.22.22");
            case PNPM -> List.of("npx", "--yes", "pnpm@" + (major == 0 ? 9 : major));
            case BUN -> List.of("npx", "--yes", "bun@1");
        };
    }
}
