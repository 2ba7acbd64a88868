package io.kyozo.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The wrapper script as a person calls it.
 *
 * @param environment added to this process's own; an empty value takes a variable away
 */
record KyozoCommand(Map<String, String> environment) {
    /** More than the slowest first deployment takes, which may have to make base images. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** The root of the source tree, from wherever in it the tests run. */
    static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("kyozo"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests do not run inside the repository");
    }

    CommandRun run(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(repository().resolve("kyozo").toString()));
        command.addAll(List.of(arguments));
        try {
            // A file, not a pipe: what 'up' leaves running could hold a pipe open.
            Path output = Files.createTempFile("kyozo-e2e", ".out");
            try {
                Process process = start(directory, command, output);
                boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String text = Files.readString(output);
                System.out.printf("$ kyozo %s%n%s%n", String.join(" ", arguments), text.indent(4));
                return new CommandRun(String.join(" ", command), ended ? process.exitValue() : -1, text);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process start(Path directory, List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }
}
