package io.kyozo.runtime.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import io.kyozo.runtime.RuntimeFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One request whose answer is read as it comes, on a connection of its own. Closing it from another thread ends a read
 * that waits, and tells the engine that nobody listens any more.
 */
final class EngineStream implements Closeable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_MESSAGE = 64 * 1024;

    private final Closeable owner;
    private final DockerHttpClient.Response response;

    private EngineStream(Closeable owner, DockerHttpClient.Response response) {
        this.owner = owner;
        this.response = response;
    }

    /** On a connection of its own, closed with the stream. Blocks until the engine begins to answer. */
    static EngineStream open(String action, DockerHttpClient http, DockerHttpClient.Request request)
            throws IOException {
        return open(action, http, request, http);
    }

    /** On a connection of the pool. */
    static EngineStream pooled(String action, DockerHttpClient http, DockerHttpClient.Request request)
            throws IOException {
        return open(action, http, request, () -> {});
    }

    private static EngineStream open(
            String action, DockerHttpClient http, DockerHttpClient.Request request, Closeable owner)
            throws IOException {
        DockerHttpClient.Response response;
        try {
            response = http.execute(request);
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
        var stream = new EngineStream(owner, response);
        if (response.getStatusCode() >= 300) {
            try (stream) {
                throw refused(action, response);
            }
        }
        return stream;
    }

    InputStream body() {
        return response.getBody();
    }

    @Override
    public void close() throws IOException {
        try (owner) {
            response.close();
        }
    }

    private static RuntimeFailure refused(String action, DockerHttpClient.Response response) throws IOException {
        var body = new String(response.getBody().readNBytes(MAX_MESSAGE), StandardCharsets.UTF_8);
        var message = body.startsWith("{") ? tree(body).path("message").asText(body) : body;
        return DockerFailures.ofStatus(action, response.getStatusCode(), message.strip());
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }
}
