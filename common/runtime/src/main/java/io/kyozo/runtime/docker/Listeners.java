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
 * What listens inside containers and who is connected to it, from the kernel's tables of their network: read through
 * {@code /proc} where the engine's processes are those of this host, by a command in the container where they are not.
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
        return sockets(container).map(ListeningSocket::parse);
    }

    /** How many connections to a port there are. */
    Uni<Integer> connections(ContainerInfo container, int port) {
        return sockets(container).map(table -> ListeningSocket.connections(table, port));
    }

    private Uni<List<String>> sockets(ContainerInfo container) {
        return engine.blocking("look at the ports of " + container.name(), () -> read(container))
                .chain(table ->
                        table.isEmpty() ? asked(container) : Uni.createFrom().item(table));
    }

    /** Nothing where the process is not the container's: its id is then that of another host's process. */
    private static List<String> read(ContainerInfo container) {
        Path process = Path.of("/proc", Long.toString(container.pid()));
        List<String> table = new ArrayList<>();
        try {
            if (container.pid() > 0
                    && Files.readString(process.resolve("cgroup")).contains(container.id())) {
                table.addAll(Files.readAllLines(process.resolve("net/tcp")));
                table.addAll(Files.readAllLines(process.resolve("net/tcp6")));
            }
        } catch (IOException notReadable) {
            return List.of();
        }
        return table;
    }

    /** Not every image has the command. */
    private Uni<List<String>> asked(ContainerInfo container) {
        return execs.run(container.name(), List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"), TIMEOUT)
                .map(result -> result.output().lines().toList())
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(List.of());
    }
}
