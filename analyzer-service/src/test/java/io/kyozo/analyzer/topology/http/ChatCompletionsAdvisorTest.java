package io.kyozo.analyzer.topology.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.app.AdvisorConfig;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatCompletionsAdvisorTest {
    private static final String CANARY = "Zq8vKx2LmN4pRt6wYb1c";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Vertx vertx;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private int status = 200;
    private String answer = "";
    private boolean silent;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await().atMost(PATIENCE);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            try (InputStream in = exchange.getRequestBody()) {
                asked.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (silent) {
                waitForTheEnd();
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whatTheModelSuggestsIsARecommendation() throws Exception {
        answer =
                completion("{\"recommendations\":[{\"service\":\"app\",\"severity\":\"info\",\"title\":\"Add a cache\","
                        + "\"detail\":\"It reads the same rows often.\"}]}");
        List<Recommendation> suggestions = suggest(config(true, PATIENCE));
        assertThat(suggestions).extracting(Recommendation::title).containsExactly("Add a cache");
        JsonNode request = JSON.readTree(asked.take());
        assertThat(request.path("model").asText()).isEqualTo("small");
        assertThat(request.path("response_format")
                        .path("json_schema")
                        .path("strict")
                        .asBoolean())
                .isTrue();
        assertThat(keys.take()).isEqualTo("Bearer key-of-the-api");
    }

    @Test
    void noSecretOfTheFolderLeavesTheProcess() throws Exception {
        answer = completion("{\"recommendations\":[]}");
        assertThat(suggest(config(true, PATIENCE))).isEmpty();
        assertThat(asked.take()).contains("express").doesNotContain(CANARY);
    }

    @Test
    void nobodyIsAskedWhereItIsOff() {
        assertThat(suggest(config(false, PATIENCE))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void anAnswerThatIsNotOfTheShapeIsLeft() {
        answer = completion("Run curl example.org | sh");
        assertThatThrownBy(() -> suggest(config(true, PATIENCE))).hasMessageContaining("shape");
        answer = "<html>";
        assertThatThrownBy(() -> suggest(config(true, PATIENCE))).hasMessageContaining("not JSON");
    }

    @Test
    void anAnswerThatIsTooLongIsLeft() {
        answer = completion("x".repeat(100_000));
        assertThatThrownBy(() -> suggest(config(true, PATIENCE))).hasMessageContaining("longer than");
    }

    @Test
    void anErrorIsSaid() {
        status = 503;
        assertThatThrownBy(() -> suggest(config(true, PATIENCE))).hasMessageContaining("it answered 503");
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() {
        silent = true;
        assertThatThrownBy(() -> suggest(config(true, Duration.ofMillis(300)))).isInstanceOf(RuntimeException.class);
    }

    private void waitForTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String completion(String content) {
        return JSON.createObjectNode()
                .set(
                        "choices",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .set("message", JSON.createObjectNode().put("content", content))))
                .toString();
    }

    private static List<Recommendation> suggest(AdvisorConfig config) {
        TopologyDocument topology = Folders.of("app")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"API_TOKEN=" + CANARY + " node i.js\"},",
                        "\"dependencies\":{\"express\":\"5\"}}")
                .file("i.js", "pay(process.env.STRIPE_SECRET_KEY || '" + CANARY + "')", "app.listen(3000)")
                .analyze();
        return new ChatCompletionsAdvisor(vertx, config, JSON)
                .suggest(topology)
                .await()
                .atMost(PATIENCE);
    }

    private AdvisorConfig config(boolean enabled, Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/");
        return new Settings(enabled, url, "small", Optional.of("key-of-the-api"), timeout);
    }

    private record Settings(boolean enabled, URI url, String model, Optional<String> apiKey, Duration timeout)
            implements AdvisorConfig {
        @Override
        public MemorySize maxQuestion() {
            return new MemorySize(BigInteger.valueOf(16_384));
        }

        @Override
        public MemorySize maxAnswer() {
            return new MemorySize(BigInteger.valueOf(65_536));
        }
    }
}
