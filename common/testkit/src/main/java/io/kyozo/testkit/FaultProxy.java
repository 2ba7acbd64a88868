package io.kyozo.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A proxy on a loopback port that cuts connections: all of them at once, or one after what was asked on it has been
 * done and before the answer has come back.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CHUNK = 65_536;

    private final ServerSocketChannel server;
    private final SocketAddress target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> armed = new AtomicReference<>();

    /** Leads to port {@code target} of this machine. */
    public FaultProxy(int target) {
        this(loopback(target));
    }

    /** Leads to {@code target}, which may be a Unix socket. */
    public FaultProxy(SocketAddress target) {
        this.target = target;
        try {
            this.server = ServerSocketChannel.open().bind(loopback(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    private static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** Cuts all connections that there are. */
    public void cutAll() {
        links.forEach(Link::close);
    }

    /** Cuts the connection that next asks something with {@code text} in it, when the answer to that comes; "" for anything. */
    public void cutAnswerTo(String text) {
        armed.set(text);
    }

    /** Whether what {@link #cutAnswerTo} waits for has not been asked yet. */
    public boolean isArmed() {
        return armed.get() != null;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Link link = new Link(client, SocketChannel.open(target));
                links.add(link);
                start("ask", () -> link.pump(link.client, link.upstream, true));
                start("answer", () -> link.pump(link.upstream, link.client, false));
            } catch (IOException gone) {
                // The proxy was closed, or the target is away: whoever connects sees a connection that fails.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }

    private final class Link {
        private final SocketChannel client;
        private final SocketChannel upstream;
        private volatile boolean doomed;

        Link(SocketChannel client, SocketChannel upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void pump(SocketChannel from, SocketChannel to, boolean asking) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            try {
                while (from.read(chunk) >= 0) {
                    chunk.flip();
                    if (asking) {
                        doomed = doomed || matches(chunk);
                    } else if (doomed) {
                        break;
                    }
                    while (chunk.hasRemaining()) {
                        var unused = to.write(chunk);
                    }
                    chunk.clear();
                }
            } catch (IOException cut) {
                close();
                return;
            }
            close();
        }

        private boolean matches(ByteBuffer chunk) {
            String text = armed.get();
            return text != null
                    && new String(chunk.array(), 0, chunk.limit(), StandardCharsets.ISO_8859_1).contains(text)
                    && armed.compareAndSet(text, null);
        }

        void close() {
            links.remove(this);
            for (SocketChannel channel : new SocketChannel[] {client, upstream}) {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
