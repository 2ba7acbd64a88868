package io.kyozo.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.testing.CountingRuntime;
import io.kyozo.metrics.testing.Deployed;
import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prometheus' own client asks our API; it has no way to send a token, so that a proxy adds it. */
@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
@EnabledIfSystemProperty(named = "kyozo.prometheus", matches = ".+")
class PromtoolIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/prometheus")
    URI api = URI.create("http://localhost");

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    CountingRuntime runtime;

    private final Deployed deployed = Deployed.fresh();
    private final String token = TestTokens.token(deployed.team(), "viewer");
    private HttpServer proxy;

    @BeforeEach
    void listen() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpClient client = HttpClient.newHttpClient();
        proxy.createContext("/", exchange -> forward(client, exchange));
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    private void forward(HttpClient client, HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(api + exchange.getRequestURI().toString()))
                .header("Authorization", "Bearer " + token)
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private String promtool(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("kyozo.prometheus"), "promtool").toString());
        command.addAll(List.of("query", verb));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String server() {
        return "http://127.0.0.1:" + proxy.getAddress().getPort();
    }

    @Test
    void itsQuestionsAreAnswered() throws IOException, InterruptedException {
        runtime.uses("a", 100);
        runtime.uses("b", 23);
        transactions
                .inTransaction(tx -> outbox.append(tx, deployed.event(Instant.now(), "a", "b")))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().auth()
                        .oauth2(token)
                        .queryParam("query", "count(kyozo_service_cpu)")
                        .get(api + "/api/v1/query")
                        .then()
                        .body("data.result[0].value[1]", org.hamcrest.Matchers.equalTo("2")));
        assertThat(promtool("instant", server(), "sum by (service) (kyozo_service_memory)"))
                .contains("{service=\"api\"} => 123 @");
        assertThat(promtool("range", "--step=1s", server(), "sum(kyozo_service_memory)"))
                .contains("123 @");
        assertThat(promtool("series", "--match=kyozo_service_memory", server()).lines())
                .hasSize(2)
                .allMatch(line -> Objects.requireNonNull(line).contains("service=\"api\""));
        assertThat(promtool("labels", server(), "service").strip()).isEqualTo("api");
        System.out.println("bench: promql: promtool query instant, range, series and labels answered by our API");
    }
}
