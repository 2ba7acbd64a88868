package io.kyozo.runtime.docker;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ListeningSocket;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What listens inside containers, from the kernel's tables of their network: read through {@code /proc} where the engine's
 * processes are those of this host, by a command in the container where they are not.
 */
final class Listeners {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final EngineConnection engine;
    private final Execs execs;

    Listeners(EngineConnection engine, Execs execs) {
        this.engine = engine;
        this.execs = execs;
    }

    Uni<List<ListeningSocket>> of(ContainerInfo container) {
        return engine.blocking("look at the ports of " + container.name(), () -> read(container))
                .chain(seen ->
                        seen.isEmpty() ? asked(container) : Uni.createFrom().item(seen));
    }

    /** Nothing where the process is not the container's: its id is then that of another host's process. */
    private static List<ListeningSocket> read(ContainerInfo container) {
        Path process = Path.of("/proc", Long.toString(container.pid()));
        List<ListeningSocket> found = new ArrayList<>();
        try {
            if (container.pid() > 0
                    && Files.readString(process.resolve("cgroup")).contains(container.id())) {
                found.addAll(ListeningSocket.parse(Files.readAllLines(process.resolve("net/tcp"))));
                found.addAll(ListeningSocket.parse(Files.readAllLines(process.resolve("net/tcp6"))));
            }
        } catch (IOException notReadable) {
            return List.of();
        }
        return found;
    }

    /** Not every image has the command. */
    private Uni<List<ListeningSocket>> asked(ContainerInfo container) {
        return execs.run(container.name(), List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"), TIMEOUT)
                .map(result -> ListeningSocket.parse(result.output().lines().toList()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(List.of());
    }
}
