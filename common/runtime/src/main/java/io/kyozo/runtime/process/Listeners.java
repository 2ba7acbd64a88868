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

/** What the processes of a container listen on: of the host's sockets, those that one of them holds open. */
final class Listeners {
    private static final Path PROC = Path.of("/proc");
    private static final String SOCKET = "socket:[";

    private Listeners() {}

    static List<ListeningSocket> of(ProcessTree tree) throws IOException {
        Set<Long> held = new HashSet<>();
        for (ProcStat process : tree.members()) {
            held.addAll(sockets(process.pid()));
        }
        List<ListeningSocket> found = new ArrayList<>();
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            Path file = PROC.resolve(table);
            if (Files.exists(file)) {
                ListeningSocket.parse(Files.readAllLines(file)).stream()
                        .filter(socket -> held.contains(socket.inode()))
                        .forEach(found::add);
            }
        }
        return found;
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
