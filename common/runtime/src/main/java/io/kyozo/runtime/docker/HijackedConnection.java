package io.kyozo.runtime.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the engine gives up HTTP on, for a command's streams in both directions. Made by hand, because
 * docker-java never tells the command that its input has ended. One thread reads while another writes.
 */
final class HijackedConnection extends InputStream implements Closeable {
    private static final Logger LOG = Logger.getLogger(HijackedConnection.class);
    private static final int MAX_HEADER = 16 * 1024;
    private static final int HTTP_PORT = 2375;

    private final URI engine;
    private final AtomicReference<@Nullable SocketChannel> channel = new AtomicReference<>();
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).flip();
    private volatile boolean closed;

    HijackedConnection(URI engine) {
        this.engine = engine;
    }

    /** Posts {@code json} to {@code path}; afterwards both directions are the command's. */
    void open(String path, String json) throws IOException {
        var opened = SocketChannel.open(address());
        channel.set(opened);
        if (closed) {
            opened.close();
        }
        var request = "POST " + path + " HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\n"
                + "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        var header = header();
        var status = header.split(" ", 3)[1];
        if (!status.equals("101") && !status.equals("200")) {
            throw DockerFailures.ofStatus("start the command", Integer.parseInt(status), header);
        }
    }

    private SocketAddress address() {
        return "unix".equals(engine.getScheme())
                ? UnixDomainSocketAddress.of(engine.getPath())
                : new InetSocketAddress(engine.getHost(), engine.getPort() < 0 ? HTTP_PORT : engine.getPort());
    }

    /** Up to and without the empty line that ends it. */
    private String header() throws IOException {
        var header = new StringBuilder();
        while (!header.toString().endsWith("\r\n\r\n")) {
            var b = read();
            if (b < 0 || header.length() > MAX_HEADER) {
                throw new IOException("the engine answered with no header");
            }
            header.append((char) b);
        }
        return header.toString();
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            opened().write(bytes);
        }
    }

    /** The command reads the end of its input. */
    void endInput() throws IOException {
        opened().shutdownOutput();
    }

    @Override
    public int read() throws IOException {
        return fill() ? received.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        } else if (!fill()) {
            return -1;
        }
        var count = Math.min(length, received.remaining());
        received.get(into, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        if (received.hasRemaining()) {
            return true;
        }
        received.clear();
        var count = opened().read(received);
        received.flip();
        return count > 0;
    }

    private SocketChannel opened() throws IOException {
        var opened = channel.get();
        if (opened == null || closed) {
            throw new IOException("the connection to the engine is closed");
        }
        return opened;
    }

    /** May be called from any thread: whoever reads or writes then fails. */
    @Override
    public void close() {
        closed = true;
        var opened = channel.get();
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.debug("Closing a command's connection failed", e);
            }
        }
    }
}
