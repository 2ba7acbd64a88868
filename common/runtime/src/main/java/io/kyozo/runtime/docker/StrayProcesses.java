package io.kyozo.runtime.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What an engine that was killed left running: it may have started a container, and not have written down that it did. The
 * next engine holds that container for ended, refuses to start it, and removes it without ending its processes, which stay
 * on its network, with an address that others are given, and at its volumes. They are ended here where the engine's processes
 * are those of this host, and ours to end.
 */
final class StrayProcesses {
    private static final Logger LOG = Logger.getLogger(StrayProcesses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SHIM = "containerd-shim";

    private StrayProcesses() {}

    /** Of a container that does not run as far as the engine knows; {@code id} is the engine's whole one. Blocks. */
    static void end(String id) {
        List<CompletableFuture<ProcessHandle>> ending = new ArrayList<>();
        for (ProcessHandle process : of(id)) {
            if (process.destroyForcibly()) {
                LOG.infof("Process %d, which a former engine left of container %s, is ended", process.pid(), id);
                ending.add(process.onExit());
            } else if (process.isAlive()) {
                LOG.warnf(
                        "Process %d, which a former engine left of container %s, is not ours to end",
                        process.pid(), id);
            }
        }
        CompletableFuture.allOf(ending.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static List<ProcessHandle> of(String id) {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (isOf(process, id)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException none) {
            LOG.debug("No processes can be seen here", none);
        }
        return found;
    }

    private static boolean isOf(Path process, String id) {
        if (read(process.resolve("cgroup")).contains(id)) {
            return true;
        }
        var command = read(process.resolve("cmdline"));
        return command.contains(SHIM) && command.contains(id);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
