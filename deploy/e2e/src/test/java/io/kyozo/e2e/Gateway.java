package io.kyozo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The one public port: deployed services by their host names, and the API.
 *
 * @param port on the loopback address
 * @param token for the API
 */
record Gateway(int port, Supplier<String> token) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks a deployed service. */
    HttpResponse<String> get(String address) throws IOException {
        return send(toService(address).GET());
    }

    HttpResponse<String> post(String address, String json) throws IOException {
        return send(toService(address)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Asks the API; anything but a good answer is an error. */
    JsonNode api(String path) {
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("authorization", "Bearer " + token.get())
                    .header("accept", "application/vnd.api+json"));
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(path + " was not answered", e);
        }
    }

    /** Posts a document to the API; anything but a good answer is an error. */
    JsonNode apiPost(String path, String document) {
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("authorization", "Bearer " + token.get())
                    .header("content-type", "application/vnd.api+json")
                    .header("accept", "application/vnd.api+json")
                    .POST(HttpRequest.BodyPublishers.ofString(document)));
            if (answer.statusCode() >= 300) {
                throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(path + " was not answered", e);
        }
    }

    private HttpRequest.Builder toService(String address) {
        URI named = URI.create(address);
        String path = named.getRawPath().isEmpty() ? "/" : named.getRawPath();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("host", named.getAuthority());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
