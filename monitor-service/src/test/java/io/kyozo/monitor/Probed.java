package io.kyozo.monitor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A service that can be told how to answer. */
public final class Probed implements AutoCloseable {
    public final AtomicInteger requests = new AtomicInteger();
    /** When it was asked, in milliseconds since the epoch. */
    public final Queue<Long> askedAt = new ConcurrentLinkedQueue<>();

    public volatile int status = 200;
    /** How long it takes to answer. */
    public volatile Duration slowness = Duration.ZERO;

    private final HttpServer server;
    private final ExecutorService answering = Executors.newCachedThreadPool();

    public Probed() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            askedAt.add(System.currentTimeMillis());
            LockSupport.parkNanos(slowness.toNanos());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.setExecutor(answering);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        answering.shutdownNow();
    }
}
