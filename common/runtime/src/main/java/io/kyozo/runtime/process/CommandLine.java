package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A program to run to its end in a session of its own: an argv, never a shell line, with exactly the environment given.
 * Whatever it leaves behind when it ends is killed.
 */
public final class CommandLine {
    private static final int MAX_LINE = 16 * 1024;

    private final List<String> argv;
    private final Path folder;
    private final Map<String, String> env;
    private final String mark = UUID.randomUUID().toString();
    private @Nullable Process process;
    private boolean aborted;

    public CommandLine(List<String> argv, Path folder, Map<String, String> env) {
        this.argv = List.copyOf(argv);
        this.folder = folder;
        this.env = new HashMap<>(env);
        this.env.put(ProcessTree.MARK, mark);
    }

    /** Blocks until it ends and answers its exit code; a program that was killed answers 128 and the signal. */
    public int run(Duration timeout, Consumer<String> line) throws IOException, InterruptedException {
        return run(timeout, "", line);
    }

    /** The same with {@code input} as its standard input. */
    public int run(Duration timeout, String input, Consumer<String> line) throws IOException, InterruptedException {
        var started = start();
        var reader = new Thread(() -> copy(started, line), "kyozo-command-output");
        reader.setDaemon(true);
        reader.start();
        try {
            write(started, input);
            if (!started.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.TIMEOUT, argv.get(0) + " was stopped: it took longer than " + timeout);
            }
            return started.exitValue();
        } finally {
            new ProcessTree(started.pid(), mark).kill(0);
            reader.join(2_000);
        }
    }

    /** Kills it; may be called from any thread, before it is started too. */
    public synchronized void abort() throws IOException {
        aborted = true;
        if (process != null) {
            new ProcessTree(process.pid(), mark).kill(0);
        }
    }

    private synchronized Process start() throws IOException {
        if (aborted) {
            throw new IOException(argv.get(0) + " was cancelled before it started");
        }
        var command = new ArrayList<String>();
        if (Tools.find("setsid").isPresent()) {
            command.add("setsid");
        }
        command.addAll(argv);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(env);
        process = builder.start();
        return process;
    }

    private static void write(Process process, String input) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void copy(Process process, Consumer<String> line) {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var text = in.readLine(); text != null; text = in.readLine()) {
                line.accept(text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text);
            }
        } catch (IOException killed) {
            line.accept("(the output ends here)");
        }
    }
}
