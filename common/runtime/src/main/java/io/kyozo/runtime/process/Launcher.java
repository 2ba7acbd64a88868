package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a container's main process under {@code launch.sh}, in a session of its own. */
final class Launcher {
    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

    private final Programs programs;
    private final ProcessSettings settings;

    Launcher(Programs programs, ProcessSettings settings) {
        this.programs = programs;
        this.settings = settings;
    }

    /** Blocks until the main process has been started; what it then does is its own matter. */
    RunRecord launch(Path state, List<String> argv, Path folder, Map<String, String> env, List<Path> groups)
            throws IOException {
        if (Tools.find("setsid").isEmpty()) {
            throw Tools.missing("setsid");
        }
        var command = new ArrayList<>(
                List.of("setsid", "sh", programs.path("launch.sh").toString(), state.toString()));
        command.addAll(argv);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(env);
        builder.environment()
                .put(
                        "KYOZO_GROUPS",
                        String.join(" ", groups.stream().map(Path::toString).toList()));
        var process = builder.start();
        var ticks = ProcStat.of(process.pid()).map(ProcStat::startTicks).orElse(0L);
        awaitMain(process, state);
        return new RunRecord(
                process.pid(),
                ticks,
                Instant.now(),
                groups.stream().map(Path::toString).toList());
    }

    /** Sends {@code name}, such as {@code INT}, to processes; those that are gone are no matter. */
    void signal(String name, List<Long> pids) throws IOException {
        var argv = new ArrayList<>(List.of("sh", programs.path("signal.sh").toString(), name));
        pids.forEach(pid -> argv.add(Long.toString(pid)));
        var process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitMain(Process launcher, Path state) throws IOException {
        var end = Instant.now().plus(settings.startTimeout());
        while (!Files.exists(state.resolve("main"))) {
            if (!launcher.isAlive() && !Files.exists(state.resolve("main"))) {
                throw new IOException("The launcher ended with code " + launcher.exitValue());
            }
            if (Instant.now().isAfter(end)) {
                launcher.destroyForcibly();
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.TIMEOUT, "The process was not launched within " + settings.startTimeout());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
