package io.kyozo.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private ApiClient api;
    private final List<String> asked = new ArrayList<>();
    private String received = "";
    private int status = 200;
    private String answer = "{\"data\":{\"id\":\"1\"}}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        KyozoHome home = new KyozoHome(folder);
        home.prepare();
        api = new ApiClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new AccessToken(InstallationKeys.open(home), Clock.systemUTC()),
                "somebody");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type"));
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Bearer ");
        received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void readsAndPostsDocuments() throws IOException {
        assertThat(api.get("/things?filter[a]=b c").at("/data/id").asText()).isEqualTo("1");
        JsonNode made = api.post("/things", "things", ApiClient.attributes().put("name", "one"));

        assertThat(made.at("/data/id").asText()).isEqualTo("1");
        assertThat(received).isEqualTo("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"one\"}}}");
        assertThat(asked)
                .containsExactly("GET /things?filter%5Ba%5D=b%20c null", "POST /things application/vnd.api+json");
    }

    @Test
    void putsAndRemovesDocuments() throws IOException {
        JsonNode kept = api.put("/things", "things", ApiClient.attributes().put("name", "two"));
        assertThat(received).isEqualTo("{\"data\":{\"type\":\"things\",\"attributes\":{\"name\":\"two\"}}}");
        api.delete("/things/2");

        assertThat(kept.at("/data/id").asText()).isEqualTo("1");
        assertThat(asked).containsExactly("PUT /things application/vnd.api+json", "DELETE /things/2 null");
    }

    @Test
    void uploadsAStream() throws IOException {
        String large = "x".repeat(300_000);
        JsonNode unused = api.upload(
                "/files", "application/x-tar", new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
        assertThat(received).isEqualTo(large);
    }

    @Test
    void anAnswerThatIsNoSuccessSaysWhy() {
        status = 409;
        answer = "{\"errors\":[{\"title\":\"Taken\",\"detail\":\"by another\"}]}";
        ApiFailure failure = catchThrowableOfType(ApiFailure.class, () -> api.get("/things"));
        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure.explain()).isEqualTo("Taken: by another");
    }

    @Test
    void aRefusedTokenIsAnAnswerToAPostToo() {
        status = 401;
        answer = "";
        assertThatThrownBy(() -> api.post("/things", "things", ApiClient.attributes()))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(401));
    }

    @Test
    void readsLinesAndEvents() throws IOException {
        answer = "{\"n\":1}\n\n: nothing\ndata:{\"n\":2}\n";
        List<Integer> numbers = new ArrayList<>();
        api.lines("/lines", line -> numbers.add(line.path("n").asInt()));
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void aServerThatIsAwayIsSaid() {
        server.stop(0);
        assertThatThrownBy(() -> api.get("/things"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer");
    }
}
