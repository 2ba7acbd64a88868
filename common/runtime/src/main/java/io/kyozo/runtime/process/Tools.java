package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of the host that services are built and run with. */
final class Tools {
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("node", "Node.js (apt install nodejs npm)"),
            Map.entry("npm", "npm (apt install npm)"),
            Map.entry("npx", "npm (apt install npm)"),
            Map.entry("yarn", "Yarn (npm install --global yarn)"),
            Map.entry("pnpm", "pnpm (npm install --global pnpm)"),
            Map.entry("bun", "Bun (npm install --global bun)"),
            Map.entry("python3", "Python 3 (apt install python3 python3-venv)"),
            Map.entry("python", "Python 3 (apt install python3 python3-venv python-is-python3)"),
            Map.entry("go", "Go (apt install golang-go)"),
            Map.entry("java", "a JDK (apt install openjdk-17-jdk-headless)"),
            Map.entry("mvn", "Maven (apt install maven)"),
            Map.entry("gradle", "Gradle (apt install gradle)"),
            Map.entry("ruby", "Ruby (apt install ruby)"),
            Map.entry("bundle", "Bundler (apt install ruby-bundler)"),
            Map.entry("php", "PHP (apt install php-cli)"),
            Map.entry("composer", "Composer (apt install composer)"),
            Map.entry("redis-server", "Redis (apt install redis-server)"));

    private Tools() {}

    /** Where {@code program} is on the host's path; empty where it isn't. */
    static Optional<Path> find(String program) {
        for (var folder : hostPath().split(":")) {
            var file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static String hostPath() {
        return System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /** Fails where a program that {@code argv} starts with is missing; paths are the project's own matter. */
    static void require(List<String> argv) {
        var program = argv.isEmpty() ? "" : argv.get(0);
        if (program.isEmpty()) {
            throw new RuntimeFailure(RuntimeFailure.Kind.INVALID, "There is no command to run");
        }
        if (!program.contains("/") && find(program).isEmpty()) {
            throw missing(program);
        }
    }

    static RuntimeFailure missing(String program) {
        return new RuntimeFailure(
                RuntimeFailure.Kind.UNSUPPORTED,
                "This host has no '" + program + "', which the service needs. Install "
                        + PACKAGES.getOrDefault(program, program) + ", or start a container engine.");
    }
}
