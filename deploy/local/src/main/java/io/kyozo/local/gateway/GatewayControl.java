package io.kyozo.local.gateway;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** What the launcher tells a gateway. Blocks; any answer but a good one is an {@link IOException}. */
public final class GatewayControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final int port;
    private final String token;

    /** {@code port}: of its control API. */
    public GatewayControl(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Where our own services are: name → loopback port. */
    public void services(Map<String, Integer> ports) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        ports.forEach(body::put);
        send("PUT", "/control/services", body.encode());
    }

    /** Lets it go: it takes no new connection, and ends when its clients have gone. */
    public void dismiss() throws IOException, InterruptedException {
        send("POST", "/control/dismissal", "");
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("The gateway's control API answered " + status + " to " + method + " " + path);
        }
    }
}
