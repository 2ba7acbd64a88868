package io.kyozo.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program to run to its end: an argv, never a shell line, with exactly the environment given.
 *
 * @param argv program and arguments
 * @param folder to run in
 * @param env all that it sees
 * @param timeout after which it and what it started is killed
 */
public record CommandLine(List<String> argv, Path folder, Map<String, String> env, Duration timeout) {
    /** Blocks until it ends and answers its exit code; interrupting the thread kills it. */
    public int run(Consumer<String> line) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(env);
        var process = builder.start();
        var reader = new Thread(() -> copy(process, line), "kyozo-command-output");
        reader.setDaemon(true);
        reader.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.TIMEOUT, argv.get(0) + " was stopped: it took longer than " + timeout);
            }
            reader.join(1_000);
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void copy(Process process, Consumer<String> line) {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var text = in.readLine(); text != null; text = in.readLine()) {
                line.accept(text);
            }
        } catch (IOException killed) {
            line.accept("(the output ends here)");
        }
    }
}
