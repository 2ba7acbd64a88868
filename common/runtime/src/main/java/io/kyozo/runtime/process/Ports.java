package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the host for containers. A file for each port reserves it among all processes of this runtime; the range
 * lies below the kernel's usual range for outgoing connections, so that none of those takes it in the meantime.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Layout layout;

    Ports(Layout layout) {
        this.layout = layout;
    }

    /** A free port, kept for {@code container} until it is released. */
    int reserve(String container) throws IOException {
        Files.createDirectories(layout.ports());
        var start = ThreadLocalRandom.current().nextInt(COUNT);
        for (var i = 0; i < COUNT; i++) {
            var port = FIRST + (start + i) % COUNT;
            if (isFree(port) && claim(port, container)) {
                return port;
            }
        }
        throw new RuntimeFailure(
                RuntimeFailure.Kind.CONFLICT,
                "No port between " + FIRST + " and " + (FIRST + COUNT - 1) + " is free on this host");
    }

    void release(int port) throws IOException {
        Files.deleteIfExists(file(port));
    }

    /** Whether nothing listens on it, on any address. */
    static boolean isFree(int port) {
        try (var any = new ServerSocket();
                var loopback = new ServerSocket()) {
            any.setReuseAddress(true);
            any.bind(new InetSocketAddress(port));
            any.close();
            loopback.setReuseAddress(true);
            loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** A reservation whose container is gone is void. */
    private boolean claim(int port, String container) throws IOException {
        try {
            Files.writeString(file(port), container, java.nio.file.StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return isVoid(port) && Files.deleteIfExists(file(port)) && claim(port, container);
        }
    }

    private boolean isVoid(int port) throws IOException {
        try {
            var holder = Files.readString(file(port));
            return !holder.isEmpty() && !Files.exists(layout.container(holder));
        } catch (NoSuchFileException released) {
            return true;
        }
    }

    private Path file(int port) {
        return layout.ports().resolve(Integer.toString(port));
    }
}
