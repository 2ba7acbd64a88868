package io.kyozo.testkit.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an address whether an engine answers there, with the plain HTTP that every client of it speaks. */
final class EnginePing {
    private static final int DEADLINE_SECONDS = 5;
    private static final byte[] REQUEST =
            "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private EnginePing() {}

    static boolean answers(String host) {
        try {
            return CompletableFuture.supplyAsync(() -> ask(host)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static boolean ask(String host) {
        try (SocketChannel channel = connect(URI.create(host))) {
            ByteBuffer request = ByteBuffer.wrap(REQUEST);
            while (request.hasRemaining()) {
                channel.write(request);
            }
            byte[] answer = Channels.newInputStream(channel).readNBytes(64);
            return new String(answer, StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static SocketChannel connect(URI host) throws IOException {
        if ("unix".equals(host.getScheme())) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(host.getPath()));
            return channel;
        }
        return SocketChannel.open(new InetSocketAddress(host.getHost(), host.getPort()));
    }
}
