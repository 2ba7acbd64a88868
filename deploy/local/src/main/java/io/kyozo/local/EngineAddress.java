package io.kyozo.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the container engine is, and whether it answers. */
record EngineAddress(URI uri) {
    private static final String USUAL = "unix:///var/run/docker.sock";
    private static final int DEFAULT_TCP_PORT = 2375;
    private static final int PATIENCE_SECONDS = 3;

    /** Ours if it is set, else the one that Docker's own tools use. */
    static EngineAddress of(Map<String, String> environment) {
        for (String name : new String[] {"KYOZO_RUNTIME_DOCKER_HOST", "DOCKER_HOST"}) {
            String named = environment.getOrDefault(name, "");
            if (!named.isBlank()) {
                return new EngineAddress(URI.create(named));
            }
        }
        return new EngineAddress(URI.create(USUAL));
    }

    /** Asks the engine's {@code /_ping}; false also where it takes longer than a living engine does. */
    boolean answers() throws InterruptedException {
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(this::ping);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return false;
        }
    }

    private boolean ping() {
        try (SocketChannel channel = SocketChannel.open(socket())) {
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(64);
            int read = channel.read(answer);
            return read > 0 && new String(answer.array(), 0, read, StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException | UnsupportedOperationException absent) {
            return false;
        }
    }

    private SocketAddress socket() {
        return uri.getScheme().equals("unix")
                ? UnixDomainSocketAddress.of(Path.of(uri.getPath()))
                : new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_TCP_PORT : uri.getPort());
    }
}
