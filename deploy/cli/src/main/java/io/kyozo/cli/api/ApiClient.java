package io.kyozo.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.home.AccessToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Calls of the installation's API, for one thread. Each carries a token; what is no success is an {@link ApiFailure}. */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_API = "application/vnd.api+json";
    private static final String LINES = "application/x-ndjson, application/json;q=0.9, */*;q=0.5";
    private static final String EVENT_DATA = "data:";
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(30);

    private final HttpClient http;
    private final URI base;
    private final AccessToken tokens;
    private final String subject;
    private String token = "";
    private Instant renewal = Instant.MIN;

    public ApiClient(URI base, AccessToken tokens, String subject) {
        this.http = client(base);
        this.base = base;
        this.tokens = tokens;
        this.subject = subject;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).timeout(CALL_LIMIT).GET().build());
    }

    /** Posts a JSON:API document of one resource. */
    public JsonNode post(String path, String type, ObjectNode attributes) throws IOException, InterruptedException {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("data").put("type", type).set("attributes", attributes);
        return send(request(path)
                .timeout(CALL_LIMIT)
                .header("Content-Type", JSON_API)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(document)))
                .build());
    }

    /** Posts a stream of unknown length. */
    public JsonNode upload(String path, String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(path)
                .timeout(UPLOAD_LIMIT)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body)
                .build());
    }

    /** Reads newline-delimited JSON, or server-sent events whose data is JSON, for as long as it comes. */
    public void lines(String path, Consumer<JsonNode> each) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(path).setHeader("Accept", LINES).GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (response.statusCode() >= 300) {
                throw new ApiFailure(path, response.statusCode(), parse(body.readAllBytes()));
            }
            String line = reader.readLine();
            while (line != null) {
                String json = line.startsWith(EVENT_DATA) ? line.substring(EVENT_DATA.length()) : line;
                if (!json.isBlank() && !json.startsWith(":")) {
                    each.accept(JSON.readTree(json));
                }
                line = reader.readLine();
            }
        }
    }

    /** A new, empty set of attributes. */
    public static ObjectNode attributes() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        base + path.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")))
                .header("Accept", JSON_API + ", application/json, application/problem+json")
                .header("Authorization", "Bearer " + token());
    }

    private String token() {
        Instant now = Instant.now();
        if (now.isAfter(renewal)) {
            token = tokens.issue(subject, TOKEN_LIFETIME);
            renewal = now.plus(TOKEN_LIFETIME.dividedBy(2));
        }
        return token;
    }

    private static HttpClient client(URI base) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        return "http".equals(base.getScheme())
                ? client.sslContext(trustNobody()).build()
                : client.build();
    }

    /** Where nothing is encrypted, the system's authorities need not be read, which would take a good part of a short call. */
    private static SSLContext trustNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = parse(response.body());
            if (response.statusCode() >= 300) {
                throw new ApiFailure(request.method() + " " + request.uri().getPath(), response.statusCode(), body);
            }
            return body;
        } catch (ConnectException e) {
            throw new IOException(base + " does not answer; see 'kyozo status'", e);
        }
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
