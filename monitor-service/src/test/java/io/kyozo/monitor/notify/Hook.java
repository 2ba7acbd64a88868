package io.kyozo.monitor.notify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is posted to it. */
final class Hook implements AutoCloseable {
    final List<Request> taken = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    private final HttpServer server;

    record Request(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    Hook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(new Request(exchange.getRequestHeaders(), body));
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
