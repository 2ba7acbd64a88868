package io.kyozo.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.home.AccessToken;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Calls of the installation's API, for one thread. Each carries a token; what is no success is an {@link ApiFailure}. Java's
 * newer HTTP client would take a good part of a short command to start.
 */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_API = "application/vnd.api+json";
    private static final String LINES = "application/x-ndjson, application/json;q=0.9, */*;q=0.5";
    private static final String EVENT_DATA = "data:";
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(30);
    private static final int CHUNK = 64 * 1024;

    private final URI base;
    private final AccessToken tokens;
    private final String subject;
    private String token = "";
    private Instant renewal = Instant.MIN;

    public ApiClient(URI base, AccessToken tokens, String subject) {
        this.base = base;
        this.tokens = tokens;
        this.subject = subject;
    }

    public JsonNode get(String path) throws IOException {
        return answer(call(path, CALL_LIMIT));
    }

    /** Posts a JSON:API document of one resource. */
    public JsonNode post(String path, String type, ObjectNode attributes) throws IOException {
        return send(post(path, JSON_API, CALL_LIMIT), type, attributes);
    }

    /** Puts a JSON:API document of one resource. */
    public JsonNode put(String path, String type, ObjectNode attributes) throws IOException {
        return send(writing("PUT", path, JSON_API, CALL_LIMIT), type, attributes);
    }

    /** Removes a resource. */
    public void delete(String path) throws IOException {
        HttpURLConnection call = call(path, CALL_LIMIT);
        call.setRequestMethod("DELETE");
        JsonNode unused = answer(call);
    }

    /** Posts a stream of unknown length, and closes it. */
    public JsonNode upload(String path, String contentType, InputStream body) throws IOException {
        HttpURLConnection call = post(path, contentType, UPLOAD_LIMIT);
        call.setChunkedStreamingMode(CHUNK);
        return send(call, body);
    }

    /** Reads newline-delimited JSON, or server-sent events whose data is JSON, for as long as it comes. */
    public void lines(String path, Consumer<JsonNode> each) throws IOException {
        HttpURLConnection call = call(path, Duration.ZERO);
        call.setRequestProperty("Accept", LINES);
        int status = status(call);
        try (InputStream body = body(call);
                BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (status >= 300) {
                throw new ApiFailure(path, status, parse(body.readAllBytes()));
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

    /** @param limit how long nothing may come; zero for ever */
    private HttpURLConnection call(String path, Duration limit) throws IOException {
        URI uri = URI.create(base + path.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20"));
        HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
        call.setInstanceFollowRedirects(false);
        call.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        call.setReadTimeout((int) limit.toMillis());
        call.setRequestProperty("Accept", JSON_API + ", application/json, application/problem+json");
        call.setRequestProperty("Authorization", "Bearer " + token());
        return call;
    }

    private HttpURLConnection post(String path, String contentType, Duration limit) throws IOException {
        HttpURLConnection call = writing("POST", path, contentType, limit);
        call.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
        return call;
    }

    private HttpURLConnection writing(String method, String path, String contentType, Duration limit)
            throws IOException {
        HttpURLConnection call = call(path, limit);
        call.setRequestMethod(method);
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", contentType);
        return call;
    }

    private String token() {
        Instant now = Instant.now();
        if (now.isAfter(renewal)) {
            token = tokens.issue(subject, TOKEN_LIFETIME);
            renewal = now.plus(TOKEN_LIFETIME.dividedBy(2));
        }
        return token;
    }

    private JsonNode send(HttpURLConnection call, String type, ObjectNode attributes) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("data").put("type", type).set("attributes", attributes);
        byte[] body = JSON.writeValueAsBytes(document);
        call.setFixedLengthStreamingMode(body.length);
        return send(call, new ByteArrayInputStream(body));
    }

    private JsonNode send(HttpURLConnection call, InputStream body) throws IOException {
        try (body) {
            try (OutputStream out = call.getOutputStream()) {
                body.transferTo(out);
            }
        } catch (ConnectException e) {
            throw away(e);
        }
        return answer(call);
    }

    private JsonNode answer(HttpURLConnection call) throws IOException {
        int status = status(call);
        try (InputStream in = body(call)) {
            JsonNode body = parse(in.readAllBytes());
            if (status >= 300) {
                throw new ApiFailure(
                        call.getRequestMethod() + " " + call.getURL().getPath(), status, body);
            }
            return body;
        }
    }

    private int status(HttpURLConnection call) throws IOException {
        try {
            return call.getResponseCode();
        } catch (ConnectException e) {
            throw away(e);
        } catch (HttpRetryException refused) {
            // It would ask for a password, and send the body again.
            throw new ApiFailure(
                    call.getRequestMethod() + " " + call.getURL().getPath(),
                    refused.responseCode(),
                    MissingNode.getInstance());
        }
    }

    private static InputStream body(HttpURLConnection call) throws IOException {
        if (call.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
            return call.getInputStream();
        }
        InputStream error = call.getErrorStream();
        return error == null ? InputStream.nullInputStream() : error;
    }

    private IOException away(ConnectException cause) {
        return new IOException(base + " does not answer; see 'kyozo status'", cause);
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
