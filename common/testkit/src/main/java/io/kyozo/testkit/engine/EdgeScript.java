package io.kyozo.testkit.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of deploy/edge, found from wherever in the repository the tests run. */
record EdgeScript(Path file) {
    /**
     * How a run ended.
     *
     * @param code exit code; -1 where it was ended for lasting too long
     * @param output what it printed on standard output
     * @param messages what it printed on standard error
     */
    record Outcome(int code, String output, String messages) {}

    static EdgeScript named(String name) {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("deploy/edge").resolve(name);
            if (Files.isRegularFile(candidate)) {
                return new EdgeScript(candidate);
            }
        }
        throw new IllegalStateException("deploy/edge/" + name + " is in no folder above " + start);
    }

    Outcome run(Map<String, String> environment, Duration timeout, String... arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        try {
            // Files, not pipes: what the script leaves running would hold a pipe open.
            Path output = Files.createTempFile("kyozo-edge", ".out");
            Path messages = Files.createTempFile("kyozo-edge", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(messages.toFile());
                builder.environment().putAll(environment);
                int code = await(builder.start(), timeout);
                return new Outcome(code, read(output), read(messages));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(messages);
            }
        } catch (IOException e) {
            return new Outcome(-1, "", file.getFileName() + " cannot be run: " + e.getMessage());
        }
    }

    private static int await(Process process, Duration timeout) {
        try {
            if (process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
