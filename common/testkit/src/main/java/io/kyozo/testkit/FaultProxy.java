package io.kyozo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP proxy on a loopback port that cuts connections: all of them at once, or one after what was asked on it has been
 * done and before the answer has come back.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CHUNK = 65_536;

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> armed = new AtomicReference<>();

    /** Leads to {@code target} on this machine. */
    public FaultProxy(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Cuts all connections that there are. */
    public void cutAll() {
        links.forEach(Link::close);
    }

    /** Cuts the connection that next asks something with {@code text} in it, when the answer to that comes; "" for anything. */
    public void cutAnswerTo(String text) {
        armed.set(text);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
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
        private final Socket client;
        private final Socket upstream;
        private volatile boolean doomed;

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void pump(Socket from, Socket to, boolean asking) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (asking) {
                        doomed = doomed || matches(chunk, read);
                    } else if (doomed) {
                        break;
                    }
                    out.write(chunk, 0, read);
                    out.flush();
                }
            } catch (IOException cut) {
                close();
                return;
            }
            close();
        }

        private boolean matches(byte[] chunk, int length) {
            String text = armed.get();
            return text != null
                    && new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(text)
                    && armed.compareAndSet(text, null);
        }

        void close() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, upstream}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
