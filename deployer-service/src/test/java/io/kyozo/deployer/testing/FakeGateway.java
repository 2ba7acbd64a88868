package io.kyozo.deployer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The gateway's control API in memory, and what a deployer under test needs to be told. */
public final class FakeGateway implements QuarkusTestResourceLifecycleManager {
    /** A key that secrets may still be sealed with. */
    public static final byte[] PREVIOUS_KEY =
            "a key that is thirty-two bytes in".substring(0, 32).getBytes(StandardCharsets.US_ASCII);

    private static final String LOOKS = "fake-looks.";
    private static final String FAILING = "fake-failing.";
    private static final String BUSY = "fake-busy.";
    private static final int REQUESTS_PER_LOOK = 50;
    private static final String PATH = "/control/routes/";
    private static final String TOKEN = "Bearer control-token";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HttpServer server;

    private static final String ROUTE = "fake-gateway.";

    /** The test and the application have class loaders of their own: routes are kept where both see them. */
    private static List<String> kept() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(ROUTE))
                .toList();
    }

    public static void clear() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("fake-"))
                .forEach(System::clearProperty);
    }

    /** Whatever is put behind {@code host} from now on answers requests with errors. */
    public static void newcomersFail(String host) throws IOException {
        System.setProperty(FAILING + host, String.join(",", targets(host)));
    }

    /** The replica {@code id} is still at a request that came to it by {@code host}, until {@link #answered}. */
    public static void answers(String host, String id) {
        System.setProperty(BUSY + host, id);
    }

    public static void answered(String host) {
        System.clearProperty(BUSY + host);
    }

    /** Requests come in between any two looks at a route. */
    private static String counted(String host, String route) throws IOException {
        JsonNode body = MAPPER.readTree(route);
        String good = System.getProperty(FAILING + host);
        for (JsonNode target : body.path("targets")) {
            String id = target.path("id").asText();
            int requests = REQUESTS_PER_LOOK * (Integer.getInteger(LOOKS + id, 0) + 1);
            System.setProperty(LOOKS + id, String.valueOf(requests / REQUESTS_PER_LOOK));
            boolean fails = good != null && !good.contains(id);
            ((ObjectNode) target).put("requests", requests).put("errors", fails ? requests : 0);
        }
        String busy = System.getProperty(BUSY + host);
        if (busy != null && !targets(host).contains(busy)) {
            ((ArrayNode) body.path("targets"))
                    .addObject()
                    .put("id", busy)
                    .put("host", "127.0.0.1")
                    .put("port", 1)
                    .put("activeConnections", 1)
                    .put("draining", true);
        }
        return body.toString();
    }

    public static List<String> hosts() {
        return kept().stream()
                .map(name -> name.substring(ROUTE.length()))
                .sorted()
                .toList();
    }

    /** Ids of the replicas that requests for {@code host} go to. */
    public static List<String> targets(String host) throws IOException {
        String route = System.getProperty(ROUTE + host);
        return route == null
                ? List.of()
                : StreamSupport.stream(MAPPER.readTree(route).path("targets").spliterator(), false)
                        .map(target -> target.path("id").asText())
                        .toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, FakeGateway::handle);
        server.start();
        return Map.of(
                "kyozo.route.control-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "kyozo.route.control-token",
                "control-token",
                "kyozo.route.public-url",
                "http://localhost:8080",
                "kyozo.secrets.key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "kyozo.secrets.previous-keys",
                Base64.getEncoder().encodeToString(PREVIOUS_KEY));
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestURI().getPath().substring(PATH.length());
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                JsonNode body = MAPPER.readTree(exchange.getRequestBody());
                System.setProperty(ROUTE + host, body.toString());
                answer(exchange, 200, body.toString());
            }
            case "DELETE" -> {
                System.clearProperty(ROUTE + host);
                answer(exchange, 200, "{}");
            }
            default -> {
                String route = System.getProperty(ROUTE + host);
                answer(exchange, route == null ? 404 : 200, route == null ? "{}" : counted(host, route));
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
