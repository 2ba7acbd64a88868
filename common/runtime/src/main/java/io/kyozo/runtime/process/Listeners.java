package io.kyozo.runtime.process;

import io.kyozo.runtime.ListeningSocket;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the processes of a container listen on, and who is connected: of the host's sockets, those that one of them holds open. */
final class Listeners {
    private static final Path PROC = Path.of("/proc");
    private static final String SOCKET = "socket:[";

    private Listeners() {}

    static List<ListeningSocket> of(ProcessTree tree) throws IOException {
        Set<Long> held = new HashSet<>();
        for (ProcStat process : tree.members()) {
            held.addAll(sockets(process.pid()));
        }
        return ListeningSocket.parse(sockets()).stream()
                .filter(socket -> held.contains(socket.inode()))
                .toList();
    }

    /** How many connections there are to a port of this host. */
    static int connections(int port) throws IOException {
        return ListeningSocket.connections(sockets(), port);
    }

    private static List<String> sockets() throws IOException {
        List<String> table = new ArrayList<>();
        for (String protocol : new String[] {"net/tcp", "net/tcp6"}) {
            Path file = PROC.resolve(protocol);
            if (Files.exists(file)) {
                table.addAll(Files.readAllLines(file));
            }
        }
        return table;
    }

    private static Set<Long> sockets(long pid) {
        Set<Long> held = new HashSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path file : files) {
                String target = Files.readSymbolicLink(file).toString();
                if (target.startsWith(SOCKET)) {
                    held.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
                }
            }
        } catch (IOException gone) {
            return held;
        }
        return held;
    }
}
