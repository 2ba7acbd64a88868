package io.kyozo.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container engine that a test may stop, kill and start again, apart from the one that all tests share. Images are its
 * own too: those it needs are copied from the shared one.
 */
public final class OwnEngine implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final Path folder;
    private final String host;

    private OwnEngine(Path folder, String host) {
        this.folder = folder;
        this.host = host;
    }

    /** Empty where none can run here, for want of rights or tools. */
    public static Optional<OwnEngine> start(Path folder) {
        EdgeScript.Outcome outcome =
                EdgeScript.named("engine.sh").run(Map.of(), START_TIMEOUT, "start", folder.toString());
        return outcome.code() == 0 ? Optional.of(new OwnEngine(folder, outcome.output())) : Optional.empty();
    }

    /** As in DOCKER_HOST. */
    public String host() {
        return host;
    }

    /** Copies an image of the shared engine. */
    public void copyImage(String image) {
        try {
            String shared = PrivateEngine.host().orElseThrow();
            List<Process> copy = ProcessBuilder.startPipeline(List.of(
                    new ProcessBuilder("docker", "--host", shared, "save", image),
                    new ProcessBuilder("docker", "--host", host, "load").redirectOutput(Redirect.DISCARD)));
            for (Process part : copy) {
                if (!part.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || part.exitValue() != 0) {
                    throw new IllegalStateException(image + " could not be copied");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** It takes connections and answers nothing, until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Ends it as a crash does; its containers are left to themselves. */
    public void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /**
     * As if it had been killed between starting the container of that id and writing down that it did. Call it after {@link #kill}
     * and before {@link #restart}; the container's processes run.
     */
    public void forgetStart(String id) throws IOException {
        Path record = folder.resolve("data/containers").resolve(id).resolve("config.v2.json");
        Files.writeString(
                record,
                Files.readString(record)
                        .replaceFirst("\"Running\":true", "\"Running\":false")
                        .replaceFirst("\"Pid\":\\d+", "\"Pid\":0"));
    }

    /** Starts it again after {@link #kill}. */
    public void restart() {
        EdgeScript.Outcome outcome =
                EdgeScript.named("engine.sh").run(Map.of(), START_TIMEOUT, "start", folder.toString());
        if (outcome.code() != 0) {
            throw new IllegalStateException("the engine does not start again: " + outcome.messages());
        }
    }

    /** Stops it and removes all that it has. */
    @Override
    public void close() {
        EdgeScript.Outcome outcome =
                EdgeScript.named("engine.sh").run(Map.of(), START_TIMEOUT, "stop", folder.toString(), "--purge");
        if (outcome.code() != 0) {
            throw new IllegalStateException("the engine in " + folder + " could not be stopped: " + outcome.messages());
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder(
                            "kill", "-" + name, String.valueOf(process().pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle process() {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve("engine.pid")).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
