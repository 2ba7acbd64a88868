package quotes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.Executors;

/** Serves a proverb a day, as a page at / and as JSON at /api/proverb. */
public final class Server {
    private static final int DRAIN_SECONDS = 5;

    private final Proverbs proverbs = Proverbs.load();

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        new Server().routes(server);
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
        // Requests under way are answered before the process ends.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(DRAIN_SECONDS)));
    }

    private void routes(HttpServer server) {
        server.createContext("/healthz", exchange -> answer(exchange, 200, "application/json", "{\"status\":\"ok\"}"));
        server.createContext("/api/proverb", this::proverb);
        server.createContext("/", this::page);
    }

    private void proverb(HttpExchange exchange) throws IOException {
        String text = proverbs.of(LocalDate.now()).replace("\\", "\\\\").replace("\"", "\\\"");
        answer(exchange, 200, "application/json", "{\"proverb\":\"" + text + "\"}");
    }

    private void page(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/")) {
            answer(exchange, 200, "text/html", Page.of(proverbs.of(LocalDate.now())));
        } else {
            answer(exchange, 404, "text/html", Page.of("Nothing is here."));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
