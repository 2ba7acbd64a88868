package io.kyozo.deployer.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An HTTP server that says who it is. */
final class Listener {
    private final HttpServer server;
    private volatile int status = 200;

    /** {@code asked} is told of each request, before it is answered. */
    Listener(String name, String image, Runnable asked) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = (name + " " + image).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            asked.run();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** What it answers with from now on. */
    void status(int code) {
        status = code;
    }

    int port() {
        return server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
    }
}
